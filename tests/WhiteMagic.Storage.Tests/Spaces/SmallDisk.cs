using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Spaces;

/// <summary>A folder with a disk of 2 MB of its own, which only root can give it.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private SmallDisk() => Root = _folder.Folder("small");

    internal string Root { get; }

    internal static async Task<SmallDisk> MountAsync()
    {
        var disk = new SmallDisk();
        if (await Shell.ExitCodeAsync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.Root], CancellationToken.None) != 0)
        {
            disk._folder.Dispose();
            Assert.Skip("Not even root may mount a small file system here, as in a container without CAP_SYS_ADMIN.");
        }

        return disk;
    }

    // Even where a test failed and left files open, or was cancelled: a mount left behind would hide its failure.
    public async ValueTask DisposeAsync()
    {
        await Shell.RunAsync("umount", ["--lazy", Root], CancellationToken.None);
        _folder.Dispose();
    }
}

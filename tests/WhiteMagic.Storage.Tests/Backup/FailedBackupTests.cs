using System.Globalization;
using WhiteMagic.Storage.Backup;

using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Backup;

/// <summary>Backups that fail half-way: the error names the file and what to do, and no half archive stays.</summary>
public sealed class FailedBackupTests : IDisposable
{
    private readonly BackupBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 3)]
    [InlineData(false, 9)]
    public async Task Create_OnAFullDisk_NamesTheArchiveAndLeavesNothing(bool compress, int megabytes)
    {
        byte[] noise = new byte[megabytes * 1024 * 1024];
        new Random(7).NextBytes(noise);
        await File.WriteAllBytesAsync(_bench.Write("memory/short_term/large.md", ""), noise, Cancel);
        string small = Directory.CreateDirectory(Path.Join(_bench.Outside, "small")).FullName;
        await MountAsync(small, "-t", "tmpfs", "-o", "size=1m", "tmpfs");
        try
        {
            BackupException failure = await Assert.ThrowsAsync<BackupException>(
                () => _bench.Backups.CreateAsync(small, compress, cancellationToken: Cancel));

            Assert.Equal(
                $"whitemagic_20261123_101500.tar{(compress ? ".gz" : "")} cannot be written: no space left on device; "
                + "no backup was made: free some space or choose a folder on another disk, then try again",
                failure.Message);
            Assert.Empty(Directory.GetFileSystemEntries(small));
        }
        finally
        {
            await Shell.RunAsync("umount", [small], Cancel);
        }
    }

    [Fact]
    public async Task Create_AFileThatCannotBeRead_NamesItAndLeavesNothing()
    {
        _bench.Write("memory/short_term/a.md", "a");
        string bad = _bench.Write("memory/short_term/b.md", "");

        // Nothing is mapped at address 0, so reading it is an input/output error, as on a broken disk.
        await MountAsync(bad, "--bind", string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/mem"));
        try
        {
            BackupException failure = await Assert.ThrowsAsync<BackupException>(() => _bench.Backups.CreateAsync(cancellationToken: Cancel));

            Assert.Equal(
                "memory/short_term/b.md cannot be read: input/output error; no backup was made: check the disk, then try again",
                failure.Message);
            Assert.Empty(Directory.GetFileSystemEntries(_bench.Backups.DefaultDirectory));
        }
        finally
        {
            await Shell.RunAsync("umount", [bad], Cancel);
        }
    }

    [Fact]
    public async Task Create_WhereAFileTakesTheFoldersPlace_SaysSo()
    {
        _bench.Write("memory/short_term/a.md", "a");
        _bench.Write(".whitemagic/backups", "no folder");

        BackupException failure = await Assert.ThrowsAsync<BackupException>(() => _bench.Backups.CreateAsync(cancellationToken: Cancel));

        Assert.StartsWith("whitemagic_20261123_101500.tar.gz cannot be written: ", failure.Message, StringComparison.Ordinal);
    }

    private static async Task MountAsync(string target, params string[] what)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can mount what fails.");
        await Shell.RunAsync("mount", [.. what, target], Cancel);
    }
}

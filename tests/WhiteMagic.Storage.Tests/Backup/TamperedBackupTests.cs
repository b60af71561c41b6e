using System.Formats.Tar;
using WhiteMagic.Storage.Backup;

namespace WhiteMagic.Storage.Tests.Backup;

public sealed class TamperedBackupTests : IDisposable
{
    private readonly BackupBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task AFileChanged_IsNamed() => await FindsAsync(
        "memory/short_term/a.md: has other bytes than when it was backed up",
        entry => entry.Name.EndsWith("a.md", StringComparison.Ordinal) ? [BackupBench.Entry(entry.Name, "B")] : [entry]);

    [Fact]
    public async Task AFileTakenOut_IsNamed() => await FindsAsync(
        "memory/short_term/a.md: is missing",
        entry => entry.Name.EndsWith("a.md", StringComparison.Ordinal) ? [] : [entry]);

    [Fact]
    public async Task AFilePutIn_IsNamed() => await FindsAsync(
        "memory/short_term/c.md: is not in the manifest",
        entry => entry.Name.EndsWith("a.md", StringComparison.Ordinal) ? [entry, BackupBench.Entry("memory/short_term/c.md", "c")] : [entry]);

    [Fact]
    public async Task AFileTwice_IsNamed() => await FindsAsync(
        "memory/short_term/a.md: is there twice",
        entry => entry.Name.EndsWith("a.md", StringComparison.Ordinal) ? [entry, BackupBench.Entry(entry.Name, "again")] : [entry]);

    [Fact]
    public async Task AFileAfterTheManifest_IsNamed() => await FindsAsync(
        "memory/z.md: stands after the manifest",
        entry => entry.Name == "manifest.json" ? [entry, BackupBench.Entry("memory/z.md", "z")] : [entry]);

    [Fact]
    public async Task ACraftedArchiveOfAllowedPaths_IsSound()
    {
        string archive = await ArchiveAsync();
        BackupBench.Craft(archive, "memory/spaces/x/short_term/a.md", "fine");

        Assert.Empty((await StoreBackups.VerifyAsync(archive, cancellationToken: Cancel)).Problems);
    }

    [Theory]
    [InlineData("../escape.md")]
    [InlineData("memory/../../escape.md")]
    [InlineData("/tmp/escape.md")]
    [InlineData("memory/short_term/..\\escape.md")]
    [InlineData(".whitemagic/index.db")]
    [InlineData("memory//double.md")]
    public async Task APathThatLeavesTheStore_IsRefused(string name)
    {
        string archive = await ArchiveAsync();
        BackupBench.Craft(archive, name, "evil");

        Assert.Equal(1, (await StoreBackups.VerifyAsync(archive, cancellationToken: Cancel)).Problems.Count(problem => problem.StartsWith($"{name}: it", StringComparison.Ordinal)));
        await IsRefusedAsync(archive, name);
        Assert.False(File.Exists(Path.Join(_bench.Outside, "escape.md")));
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    [InlineData(TarEntryType.Fifo)]
    public async Task ALink_IsRefused(TarEntryType type)
    {
        string archive = await ArchiveAsync();
        BackupBench.Rewrite(archive, entry => entry.Name == "manifest.json" ? [Link(type), entry] : [entry]);

        await IsRefusedAsync(archive, "memory/link.md");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(95)]
    public async Task AnArchiveCutShort_IsRefused(int percent)
    {
        string archive = await ArchiveAsync();
        byte[] whole = File.ReadAllBytes(archive);
        File.WriteAllBytes(archive, whole[..(whole.Length * percent / 100)]);

        await IsRefusedAsync(archive, "cut short");
    }

    [Fact]
    public async Task AnyByteChanged_IsNeverRestoredAsSomethingElse()
    {
        string archive = await ArchiveAsync();
        byte[] whole = File.ReadAllBytes(archive);
        for (int at = 0; at < whole.Length; at += 7)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x41;
            File.WriteAllBytes(archive, damaged);

            BackupVerification result = await StoreBackups.VerifyAsync(archive, cancellationToken: Cancel);

            // A byte of the archive's own padding or times may change without changing a file.
            Assert.True(!result.Ok || result.Files == 2, $"byte {at}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("no archive at all")]
    public async Task ANonArchive_IsRefused(string text)
    {
        string archive = await ArchiveAsync();
        File.WriteAllText(archive, text);

        await IsRefusedAsync(archive, "");
    }

    private static PaxTarEntry Link(TarEntryType type)
    {
        var entry = new PaxTarEntry(type, "memory/link.md");
        if (type is not TarEntryType.Fifo)
        {
            entry.LinkName = "/etc/passwd";
        }

        return entry;
    }

    private async Task<string> ArchiveAsync()
    {
        _bench.Write("memory/short_term/a.md", "A");
        _bench.Write("memory/long_term/b.md", string.Concat(Enumerable.Range(0, 500)));
        return (await _bench.Backups.CreateAsync(cancellationToken: Cancel)).Path;
    }

    private async Task FindsAsync(string problem, Func<TarEntry, IEnumerable<TarEntry>> change)
    {
        string archive = await ArchiveAsync();
        BackupBench.Rewrite(archive, change);

        Assert.Equal([problem], (await StoreBackups.VerifyAsync(archive, cancellationToken: Cancel)).Problems);
        await IsRefusedAsync(archive, problem);
    }

    private async Task IsRefusedAsync(string archive, string reason)
    {
        _bench.Write("memory/short_term/a.md", "present");
        IReadOnlyDictionary<string, string> before = _bench.Files();

        BackupException dry = await Assert.ThrowsAsync<BackupException>(() => _bench.Backups.RestoreAsync(archive, dryRun: true, cancellationToken: Cancel));
        BackupException real = await Assert.ThrowsAsync<BackupException>(() => _bench.Backups.RestoreAsync(archive, dryRun: false, cancellationToken: Cancel));

        Assert.Contains(reason, real.Message, StringComparison.Ordinal);
        Assert.Equal(dry.Message, real.Message);
        Assert.Equal(before, _bench.Files());
        Assert.Single(_bench.Backups.List().Backups);
    }
}

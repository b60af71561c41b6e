using WhiteMagic.Memories;
using WhiteMagic.Spaces;
using WhiteMagic.Storage.Backup;

namespace WhiteMagic.Storage.Tests.Backup;

public sealed class StoreBackupsTests : IDisposable
{
    private readonly BackupBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(true, "whitemagic_20261123_101500.tar.gz")]
    [InlineData(false, "whitemagic_20261123_101500.tar")]
    public async Task Create_ThenRestore_GivesEveryFileBack(bool compress, string name)
    {
        Fill();
        IReadOnlyDictionary<string, string> before = _bench.Files();
        BackupReceipt receipt = await _bench.Backups.CreateAsync(compress: compress, cancellationToken: Cancel);
        BackupVerification verified = await StoreBackups.VerifyAsync(receipt.Path, cancellationToken: Cancel);
        Assert.Equal((name, 6, 6, true), (Path.GetFileName(receipt.Path), receipt.Files, verified.Files, verified.Ok));

        _bench.Write("memory/short_term/a.md", "changed");
        File.Delete(Path.Join(_bench.Base, "memory/long_term/b.md"));
        _bench.Write("memory/archive/new.md", "new");
        RestoreReport dry = await _bench.Backups.RestoreAsync(receipt.Path, dryRun: true, cancellationToken: Cancel);
        RestoreReport real = await _bench.Backups.RestoreAsync(receipt.Path, dryRun: false, cancellationToken: Cancel);

        Assert.Equal(before, _bench.Files());
        Assert.Equal(["memory/long_term/b.md"], real.Added);
        Assert.Equal(["memory/short_term/a.md"], real.Changed);
        Assert.Equal(["memory/archive/new.md"], real.Removed);
        Assert.Equal(real.Added.Concat(real.Changed).Concat(real.Removed), dry.Added.Concat(dry.Changed).Concat(dry.Removed));
        Assert.Equal((4, 4), (real.Unchanged, dry.Unchanged));
        Assert.Null(dry.SafetyBackup);
    }

    [Fact]
    public async Task Create_SeveralInTheSameSecond_MakesABackupOfEach()
    {
        Fill();

        BackupReceipt[] receipts = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => _bench.Backups.CreateAsync(cancellationToken: Cancel), Cancel)));

        Assert.Equal(8, receipts.Select(static receipt => receipt.Path).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(8, Directory.GetFiles(Path.GetDirectoryName(receipts[0].Path)!).Length);
        foreach (BackupReceipt receipt in receipts)
        {
            Assert.True((await StoreBackups.VerifyAsync(receipt.Path, cancellationToken: Cancel)).Ok);
        }
    }

    [Fact]
    public async Task Restore_KeepsWhatWasThereInTheSafetyBackup()
    {
        Fill();
        BackupReceipt first = await _bench.Backups.CreateAsync(cancellationToken: Cancel);
        _bench.Write("memory/short_term/late.md", "written later");
        IReadOnlyDictionary<string, string> late = _bench.Files();

        RestoreReport report = await _bench.Backups.RestoreAsync(first.Path, dryRun: false, cancellationToken: Cancel);
        Assert.False(File.Exists(Path.Join(_bench.Base, "memory/short_term/late.md")));
        await _bench.Backups.RestoreAsync(report.SafetyBackup!, dryRun: false, cancellationToken: Cancel);

        Assert.Equal(late, _bench.Files());
    }

    [Fact]
    public async Task Restore_UnderAnOpenStore_IsSeenByIt()
    {
        await using var store = new MemoryStore(new MemoryStoreOptions { BaseFolder = _bench.Base });
        IMemorySpace space = await store.OpenAsync(SpaceName.Default, Cancel);
        MemoryReceipt kept = await space.CreateAsync(new MemoryDraft { Title = "Kept", Content = "first words" }, Cancel);
        BackupReceipt backup = await _bench.Backups.CreateAsync(cancellationToken: Cancel);
        await space.UpdateAsync(kept.Filename, new MemoryPatch { Content = "other words" }, Cancel);
        MemoryReceipt late = await space.CreateAsync(new MemoryDraft { Title = "Late", Content = "late words" }, Cancel);

        await _bench.Backups.RestoreAsync(backup.Path, dryRun: false, cancellationToken: Cancel);

        Assert.Equal("first words", (await space.ReadAsync(new ReadRequest { Filename = kept.Filename }, Cancel)).Content);
        await Assert.ThrowsAsync<MemoryNotFoundException>(() => space.ReadAsync(new ReadRequest { Filename = late.Filename }, Cancel));
        Assert.Equal(1, (await space.ListAsync(new ListQuery(), Cancel)).Total);
    }

    [Fact]
    public async Task Create_LeavesOutWhatIsDerivedAndLinks()
    {
        Fill();
        _bench.Write(".whitemagic/index.db", "derived");
        _bench.Write(".whitemagic/tmp/x", "temporary");
        _bench.Write(".whitemagic/journal/x", "journal");
        File.WriteAllText(Path.Join(_bench.Outside, "secret.md"), "secret");
        File.CreateSymbolicLink(Path.Join(_bench.Base, "memory/short_term/link.md"), Path.Join(_bench.Outside, "secret.md"));

        BackupReceipt receipt = await _bench.Backups.CreateAsync(cancellationToken: Cancel);

        Assert.Equal(6, receipt.Files);
        Assert.Equal(["memory/short_term/link.md: is a link"], receipt.Skipped);
    }

    [Fact]
    public async Task Create_TwiceInASecond_KeepsBothAndListsThem()
    {
        Fill();
        await _bench.Backups.CreateAsync(cancellationToken: Cancel);
        await _bench.Backups.CreateAsync(cancellationToken: Cancel);

        BackupList list = _bench.Backups.List();

        Assert.Equal(["whitemagic_20261123_101500.tar.gz", "whitemagic_20261123_101500_2.tar.gz"], list.Backups.Select(b => b.Name));
        Assert.All(list.Backups, b => Assert.Equal((_bench.Time.GetUtcNow(), false), (b.Created, b.Safety)));
    }

    [Fact]
    public async Task Create_OfALargeFile_HashesWhatItWrites()
    {
        _bench.Write("memory/short_term/large.md", new string('x', 9 * 1024 * 1024));

        BackupReceipt receipt = await _bench.Backups.CreateAsync(cancellationToken: Cancel);

        BackupVerification verified = await StoreBackups.VerifyAsync(receipt.Path, cancellationToken: Cancel);
        Assert.Equal((true, 9L * 1024 * 1024), (verified.Ok, verified.Bytes));
    }

    [Fact]
    public async Task Create_WithoutAStore_SaysSo() =>
        await Assert.ThrowsAsync<BackupException>(() => _bench.Backups.CreateAsync(cancellationToken: Cancel));

    [Fact]
    public async Task Create_WhileFilesComeAndGo_IsSound()
    {
        Fill();
        using var stop = new CancellationTokenSource();
        Task writer = Task.Run(() => Churn(stop.Token), Cancel);
        for (int i = 0; i < 5; i++)
        {
            BackupReceipt receipt = await _bench.Backups.CreateAsync(cancellationToken: Cancel);
            BackupVerification verified = await StoreBackups.VerifyAsync(receipt.Path, cancellationToken: Cancel);
            Assert.True(verified.Ok, string.Join('\n', verified.Problems));
        }

        await stop.CancelAsync();
        await writer;
    }

    [Fact]
    public async Task Create_Cancelled_LeavesNothingBehind()
    {
        Fill();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.Backups.CreateAsync(cancellationToken: cancelled.Token));

        Assert.Empty(Directory.GetFiles(_bench.Backups.DefaultDirectory));
    }

    private void Churn(CancellationToken stop)
    {
        for (int i = 0; !stop.IsCancellationRequested; i++)
        {
            string path = _bench.Write($"memory/short_term/churn{i % 20}.md", new string('y', i % 5000));
            if (i % 3 == 0)
            {
                File.Delete(path);
            }
        }
    }

    private void Fill()
    {
        _bench.Write("memory/short_term/a.md", "a");
        _bench.Write("memory/long_term/b.md", "b");
        _bench.Write("memory/spaces/team/archive/ünï 苹果.md", "c");
        _bench.Write("memory/metadata.json", "{}");
        _bench.Write(".whitemagic/metrics/build.jsonl", "1");
        _bench.Write(".whitemagic/spaces/team/metrics/build.jsonl", "2");
    }
}

using WhiteMagic.Cli.Import;
using WhiteMagic.Diagnostics;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;
using WhiteMagic.Storage;
using WhiteMagic.Testing;

namespace WhiteMagic.Hosts.Tests.Cli;

/// <summary>An import into a real store that is cancelled half-way leaves whole memories only, and run again brings the rest.</summary>
public sealed class CancelledImportTests : IDisposable
{
    private const int Many = 40;
    private const int Half = Many / 2;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Import_CancelledHalfWay_LeavesWholeMemoriesAndGoesOnWhenRunAgain(int workers)
    {
        ImportItem[] items = [.. Enumerable.Range(0, Many).Select(Item)];
        await using var store = new MemoryStore(new MemoryStoreOptions { BaseFolder = _folder.Root, Durability = Durability.Normal });
        IMemorySpace space = await store.OpenAsync(SpaceName.Default, Cancel);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new Importer(space, dryRun: false, workers).RunAsync(items, new CancelAtHalf(stop), stop.Token));

        List<MemoryEntry> entries = await AllAsync(space);
        Assert.InRange(entries.Count, Half, Many - 1);
        Assert.All(entries, static entry => Assert.Equal($"Text of {entry.Title}.", entry.Content.Trim()));
        Assert.True((await space.CheckAsync(Cancel)).Healthy);

        ImportReport report = await new Importer(space, dryRun: false, workers).RunAsync(items, null, Cancel);

        Assert.Equal((entries.Count, Many - entries.Count, 0), (report.UnchangedCount, report.ImportedCount, report.FailedCount));
        Assert.Equal(
            items.Select(static item => item.Draft!.Title).Order(StringComparer.Ordinal),
            (await AllAsync(space)).Select(static entry => entry.Title).Order(StringComparer.Ordinal));
        Assert.True((await space.CheckAsync(Cancel)).Healthy);
    }

    private static ImportItem Item(int number)
    {
        string content = $"Text of Note {number}.";
        return new ImportItem
        {
            Source = $"line {number}",
            Draft = new MemoryDraft { Title = $"Note {number}", Content = content, IdempotencyKey = ImportKey.Of($"line {number}", content) },
        };
    }

    private static async Task<List<MemoryEntry>> AllAsync(IMemorySpace space)
    {
        var entries = new List<MemoryEntry>();
        await foreach (MemoryEntry entry in space.ExportAsync(cancellationToken: Cancel))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private sealed class CancelAtHalf(CancellationTokenSource stop) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            if (value.Done == Half)
            {
                stop.Cancel();
            }
        }
    }
}

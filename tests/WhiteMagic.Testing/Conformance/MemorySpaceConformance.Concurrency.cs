using WhiteMagic.Diagnostics;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Spaces;
using Xunit;

namespace WhiteMagic.Testing.Conformance;

public abstract partial class MemorySpaceConformance
{
    [Fact]
    public async Task ManyOperationsAtOnce_LeaveAConsistentSpace()
    {
        const int Rounds = 40;
        IMemorySpace space = await OpenAsync(TimeProvider.System);
        MemoryId target = await AddAsync(space, "target", "start");

        await Task.WhenAll(Enumerable.Range(0, Rounds).SelectMany(i => Operations(space, target, i)));

        SpaceStats stats = await space.GetStatsAsync(Cancel);
        MemoryView view = await ReadAsync(space, target);
        Assert.Equal((Rounds + 1, 2 * Rounds / 4), (stats.TotalMemories, stats.Archived));
        Assert.Equal(Rounds + 1, view.Content.Split('\n').Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Rounds, (await space.ExportMetricsAsync([], Cancel).ToArrayAsync(Cancel)).Length);
        Assert.Equal(Rounds, (await space.SearchAsync(new MemoryQuery { Query = "concurrent", IncludeArchived = true, Limit = 1000 }, Cancel)).Total);
        Assert.True((await space.CheckAsync(Cancel)).Healthy);
        await space.ReindexAsync(progress: null, Cancel);
        Assert.Equivalent(stats, await space.GetStatsAsync(Cancel), strict: true);
    }

    [Fact]
    public async Task ReadingWhileAMemoryMoves_AlwaysFindsIt()
    {
        IMemorySpace space = await OpenAsync(TimeProvider.System);
        MemoryId id = await AddAsync(space, "moving", "always here");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    Assert.Equal("always here", (await ReadAsync(space, id)).Content);
                    await space.ClearCacheAsync(Cancel);
                }
            },
            Cancel))];

        for (int i = 0; i < 20; i++)
        {
            await space.DeleteAsync(id, permanent: false, Cancel);
            await space.RestoreAsync(id, null, Cancel);
        }

        await stop.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task AnyOperation_CancelledBefore_ChangesNothing()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId id = await AddAsync(space, "kept");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => space.CreateAsync(new MemoryDraft { Title = "x", Content = "y" }, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => space.UpdateAsync(id, new MemoryPatch { Title = "x" }, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => space.DeleteAsync(id, permanent: true, cancelled.Token));

        Assert.Equal(["kept"], await FindAsync(space, null));
    }

    private static IEnumerable<Task> Operations(IMemorySpace space, MemoryId target, int i)
    {
        yield return Task.Run(async () =>
        {
            MemoryId id = await AddAsync(space, $"concurrent {i % 5}", $"concurrent text {i}", $"t{i % 3}");
            await space.RelateAsync(new RelationDraft { Source = id, Target = target }, Cancel);
            if (i % 4 < 2)
            {
                await space.DeleteAsync(id, permanent: false, Cancel);
            }

            Assert.Equal($"concurrent text {i}", (await ReadAsync(space, id)).Content);
        });
        yield return Task.Run(() => space.UpdateAsync(target, new MemoryPatch { Append = $"line {i}" }, Cancel));
        yield return Task.Run(() => SearchAsync(space, "concurrent text"));
        yield return Task.Run(() => space.TrackMetricAsync(new MetricSample { Category = "c", Metric = "m", Value = i }, Cancel));
        yield return Task.Run(() => space.ListAsync(new ListQuery { SortBy = (MemorySort)(i % 4), IncludeArchived = true }, Cancel));
    }
}

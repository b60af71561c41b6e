using System.Diagnostics;
using WhiteMagic.Execution.Caching;
using WhiteMagic.Execution.Files;
using WhiteMagic.Execution.Pipelines;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Diagnostics;

public sealed class EngineMetricsTests
{
    [Fact]
    public async Task Pool_AtItsLimit_TellsLimitUseQueueAndWaits()
    {
        using Recorder recorder = new();
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using WorkerPool pool = new(new WorkerPoolOptions { Name = "m1", Limit = 4 });
        Task[] calls = [.. Enumerable.Range(0, 6).Select(_ => pool.RunAsync(_ => gate.Task, TestContext.Current.CancellationToken))];

        Assert.Equal([4.0], recorder.Observe("whitemagic.pool.limit", "m1"));
        Assert.Equal([4.0], recorder.Observe("whitemagic.pool.busy", "m1"));
        Assert.Equal([2.0], recorder.Observe("whitemagic.pool.queue.length", "m1"));
        Assert.Equal([1.0], recorder.Observe("whitemagic.pool.utilization", "m1"));
        recorder.Measurements.Clear();
        gate.SetResult();
        await Task.WhenAll(calls);
        await pool.DisposeAsync();

        Assert.All(recorder.Measured("whitemagic.pool.wait.duration", "m1"), static wait => Assert.True(wait >= 0));
        Assert.NotEmpty(recorder.Measured("whitemagic.pool.wait.duration", "m1"));
        Assert.Empty(recorder.Observe("whitemagic.pool.limit", "m1"));
    }

    [Fact]
    public async Task Pools_OfOneName_AreSummed()
    {
        using Recorder recorder = new();
        await using WorkerPool first = new(new WorkerPoolOptions { Name = "m2", Limit = 3 });
        await using WorkerPool second = new(new WorkerPoolOptions { Name = "m2", Limit = 4 });

        Assert.Equal([7.0], recorder.Observe("whitemagic.pool.limit", "m2"));
        Assert.Equal([0.0], recorder.Observe("whitemagic.pool.utilization", "m2"));
    }

    [Fact]
    public async Task Caches_OfOneName_AreCountedTogetherAlsoWhenTheyAreGone()
    {
        using Recorder recorder = new();
        for (int round = 0; round < 100; round++)
        {
            await FillAsync("m3");
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        await FillAsync("m3");

        Assert.Equal([202.0], recorder.Observe("whitemagic.cache.requests", "m3", ("whitemagic.cache.result", "hit")));
        Assert.Equal([101.0], recorder.Observe("whitemagic.cache.requests", "m3", ("whitemagic.cache.result", "miss")));
        Assert.Equal([101.0], recorder.Observe("whitemagic.cache.computations", "m3"));
        Assert.Equal([0.0], recorder.Observe("whitemagic.cache.evictions", "m3"));
    }

    [Fact]
    public async Task CacheHits_WhetherAnybodyListensOrNot_AllocateNothing()
    {
        using SingleFlightCache<string> cache = new(new() { Name = "m4" });
        await cache.SetAsync("k", "v", new() { Ttl = TimeSpan.FromHours(1) }, TestContext.Current.CancellationToken);
        Assert.Equal(0, await AllocatedAsync(cache, TestContext.Current.CancellationToken));
        using Recorder recorder = new();

        Assert.Equal(0, await AllocatedAsync(cache, TestContext.Current.CancellationToken));

        static async Task<long> AllocatedAsync(SingleFlightCache<string> cache, CancellationToken cancellationToken)
        {
            Func<CancellationToken, ValueTask<string>> never = static _ => throw new InvalidOperationException();
            long least = long.MaxValue;
            for (int round = 0; round < 20; round++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 1_000; i++)
                {
                    await cache.GetOrComputeAsync("k", never, TimeSpan.FromHours(1), cancellationToken);
                }

                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            return least;
        }
    }

    [Fact]
    public async Task Pipeline_WithAListener_TellsTheFiguresOfItsStages()
    {
        using Recorder recorder = new();
        Pipeline<int, int> pipeline = Pipeline.Start<int>()
            .AddStage("m5-half", static item => item % 2 == 0 ? item / 2 : throw new FormatException("secret"))
            .AddStage("m5-sum", static item => item + 1, maxParallel: 3);

        await foreach (ItemOutcome<int> _ in pipeline.Run(Enumerable.Range(0, 100), cancellationToken: TestContext.Current.CancellationToken))
        {
        }

        Assert.Equal([50.0], recorder.Observe("whitemagic.pipeline.items", "m5-half", ("whitemagic.outcome", "succeeded")));
        Assert.Equal([50.0], recorder.Observe("whitemagic.pipeline.items", "m5-half", ("whitemagic.outcome", "failed")));
        Assert.Equal([50.0], recorder.Observe("whitemagic.pipeline.items", "m5-sum", ("whitemagic.outcome", "succeeded")));
        Assert.Single(recorder.Observe("whitemagic.pipeline.busy.time", "m5-sum"));
        Activity span = Assert.Single(recorder.Spans, static span => span.Events.Any(static told => told.Tags.Any(static tag => "m5-half".Equals(tag.Value))));
        Assert.Equal(("pipeline run", "completed", 100L, 50L), (span.OperationName, span.GetTagItem("whitemagic.pipeline.end"), span.GetTagItem("whitemagic.pipeline.taken"), span.GetTagItem("whitemagic.pipeline.failed")));
        Assert.Equal([100L, 50L], span.Events.Select(static told => told.Tags.Single(static tag => tag.Key == "whitemagic.stage.in").Value));
        Assert.Null(Activity.Current);
    }

    [Fact]
    public async Task Pipeline_WithAListener_IsTheParentOfWhatItsFunctionsStart()
    {
        using Recorder recorder = new();
        using Activity outer = new Activity("m6").Start();
        Activity? seen = null;
        Pipeline<int, int> pipeline = Pipeline.Start<int>().AddStage("m6", item =>
        {
            seen = Activity.Current;
            return item;
        });

        await foreach (ItemOutcome<int> _ in pipeline.Run([1], cancellationToken: TestContext.Current.CancellationToken))
        {
            Assert.Same(outer, Activity.Current);
        }

        Assert.Equal("pipeline run", seen!.OperationName);
        Assert.Same(outer, seen.Parent);
    }

    [Fact]
    public async Task FileBatch_WithAListener_TellsNumbersAndNoPath()
    {
        using Recorder recorder = new();
        await using WorkerPools pools = new(new WorkerPoolsOptions());
        string path = Path.Combine(Path.GetTempPath(), $"m7-{Guid.NewGuid():N}.txt");
        await File.WriteAllBytesAsync(path, new byte[1_234_567], TestContext.Current.CancellationToken);
        try
        {
            using FileBatch batch = await new FileBatchReader(pools.Io).ReadAsync([path, path + ".none"], TestContext.Current.CancellationToken);

            Activity span = Assert.Single(recorder.Spans, static span => 1_234_567L.Equals(span.GetTagItem("whitemagic.file.bytes")));
            Assert.Equal(("file batch", 2, 1, 1), (span.OperationName, span.GetTagItem("whitemagic.file.count"), span.GetTagItem("whitemagic.file.succeeded"), span.GetTagItem("whitemagic.file.failed")));
            Assert.DoesNotContain(span.TagObjects, static tag => tag.Value is string);
            Assert.NotEmpty(recorder.Measured("whitemagic.file.reads", "failed"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task FillAsync(string name)
    {
        SingleFlightCache<int> cache = new(new() { Name = name });
        for (int i = 0; i < 3; i++)
        {
            await cache.GetOrComputeAsync("k", static _ => new(1), TimeSpan.FromHours(1), TestContext.Current.CancellationToken);
        }
    }
}

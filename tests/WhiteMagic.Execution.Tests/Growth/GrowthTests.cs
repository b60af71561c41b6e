using WhiteMagic.Execution.Caching;
using WhiteMagic.Execution.Files;
using WhiteMagic.Execution.Files.Searching;
using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Pipelines;
using WhiteMagic.Execution.Tests.Caching;
using WhiteMagic.Execution.Tests.Jobs;
using WhiteMagic.Execution.Tests.Workers;
using WhiteMagic.Execution.Workers;
using WhiteMagic.Testing;

namespace WhiteMagic.Execution.Tests.Growth;

[Collection(nameof(Alone))]
public sealed class GrowthTests
{
    // Outlives all rounds, so that a registration that is never undone is seen.
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Runs_OnOnePool_LeaveNothingBehind()
    {
        await using var pool = new WorkerPool(new() { Name = "growth", Limit = 8, UsesOwnThreads = true });
        var scheduler = new JobScheduler(_ => pool);
        await AssertNoGrowthAsync(200, rounds => Parallel.ForEachAsync(Enumerable.Range(0, rounds), Cancel, async (round, token) =>
        {
            JobGraph graph = RandomGraphs.Of(round, 50, static (job, random) => job with { Work = Work(random.Next(4)) });
            JobRun run = scheduler.Start(graph, new() { KeepEvents = round % 2 == 0 }, token);
            if (round % 3 == 0)
            {
                run.Cancel();
            }

            Assert.Equal(50, (await run.Completion).Outcomes.Count);
        }), alive: 2 * 8);
    }

    [Fact]
    public Task Pools_DisposedDuringWork_LeaveNothingBehind() => AssertNoGrowthAsync(40, async rounds =>
    {
        for (int round = 0; round < rounds; round++)
        {
            await using var pool = new WorkerPool(new() { Name = "growth", Limit = 16, UsesOwnThreads = round % 2 == 0 });
            List<Task> calls = [.. Enumerable.Range(0, 100).Select(_ => pool.RunAsync(static async _ => await Task.Yield(), Cancel))];
            await pool.DisposeAsync();
            await Task.WhenAll(calls);
        }
    });

    [Fact]
    public async Task Graphs_InsideOfJobsAndCalls_LeaveNothingBehind()
    {
        await using var pool = new WorkerPool(new() { Name = "growth", Limit = 2, UsesOwnThreads = true });
        var scheduler = new JobScheduler(_ => pool);
        var narrow = new BoundedPool(pool, 1);
        var narrowly = new JobScheduler(_ => narrow);
        await AssertNoGrowthAsync(60, rounds => Parallel.ForEachAsync(Enumerable.Range(0, rounds), Cancel, async (round, token) =>
        {
            JobScheduler inner = round % 3 == 0 ? narrowly : scheduler;
            JobGraph graph = new Occupancy().Nested(inner, 3, 4);
            JobReport report = await (round % 2 == 0 ? inner.RunAsync(graph, null, token) : pool.RunAsync(_ => inner.RunAsync(graph, null, token), token));
            Assert.True(report.IsSuccess);
        }), alive: 2 * 16);
    }

    [Fact]
    public Task WorkerPools_ThatAdapt_LeaveNothingBehind() => AssertNoGrowthAsync(20, async rounds =>
    {
        for (int round = 0; round < rounds; round++)
        {
            await using var pools = new WorkerPools(new() { IoWorkers = 8 });
            await Task.WhenAll(Enum.GetValues<WorkloadKind>().SelectMany(kind =>
                Enumerable.Range(0, 30).Select(_ => pools[kind].RunAsync(static async _ => await Task.Yield(), Cancel))));
        }
    });

    [Fact]
    public async Task Adapting_OneLivePoolAgainAndAgain_LeavesNothingBehind()
    {
        await using var pool = new WorkerPool(new() { Name = "growth", Limit = 8 });
        await AssertNoGrowthAsync(5_000, async rounds =>
        {
            for (int round = 0; round < rounds; round++)
            {
                using var adaptive = new AdaptiveConcurrency(pool, new LatencyGradientPolicy(), new() { Interval = TimeSpan.FromMilliseconds(1) });
                await pool.InvokeAsync(static _ => 1, Cancel);
            }
        });
    }

    [Fact]
    public async Task Calls_OfOnePoolCancelledInStorms_LeaveNothingBehind()
    {
        await using var pool = new WorkerPool(new() { Name = "growth", Limit = 8, CallTimeout = TimeSpan.FromMinutes(1), QueueLength = 100 });
        await AssertNoGrowthAsync(10, async rounds =>
        {
            for (int round = 0; round < rounds; round++)
            {
                using var source = new CancellationTokenSource();
                Task[] calls = [.. Enumerable.Range(0, 1_000).Select(_ => pool.RunAsync(UntilStopped, source.Token))];
                await source.CancelAsync();
                await Task.WhenAll(calls).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                Assert.All(calls, static call => Assert.True(call.IsCanceled));
                await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => pool.RunAsync(static _ => Task.CompletedTask, Cancel)));
            }
        });
    }

    [Fact]
    public Task ACache_OfManyKeys_LeavesNothingBehind()
    {
        var store = new VolatileCacheStore();
        var level = new SecondLevelOptions<string?> { Store = store, Serializer = new TextSerializer() };
        var cache = new SingleFlightCache<string?>(new() { MaxEntries = 100, SecondLevel = level });
        var options = new CacheEntryOptions { Ttl = TimeSpan.FromHours(1), FailureTtl = TimeSpan.FromHours(1), Tags = ["tag"] };
        return AssertNoGrowthAsync(3, async rounds =>
        {
            for (int round = 0; round < rounds; round++)
            {
                await Parallel.ForEachAsync(Enumerable.Range(0, 2_000), Cancel, async (i, _) => await AskAsync(cache, $"{i}", options));
                await cache.RemoveByTagAsync("tag", Cancel);
                await cache.ClearAsync("", Cancel);
                await cache.FlushAsync(Cancel);
                Assert.Equal(0, store.Count);
            }
        });
    }

    [Fact]
    public Task Pipelines_LeftCancelledAndFinished_LeaveNothingBehind() => AssertNoGrowthAsync(60, rounds =>
        Parallel.ForEachAsync(Enumerable.Range(0, rounds), Cancel, async (round, _) =>
        {
            using var source = new CancellationTokenSource();
            var pipeline = Pipeline.Start<int>().AddStage("a", static async (item, _) =>
            {
                await Task.Yield();
                return item;
            }, 4).AddSplit("b", static item => new[] { item, -item }, 2);
            await using PipelineRun<int> run = pipeline.Run(Enumerable.Range(0, 300), null, round % 3 == 1 ? source.Token : Cancel);
            await LeaveAsync(run, round % 3, source);
        }));

    [Fact]
    public async Task FileBatches_OfGoodAndBadFiles_LeaveNothingBehind()
    {
        using var folder = new TemporaryFolder();
        string[] paths = [.. Enumerable.Range(0, 30).Select(i => Path.Join(folder.Root, $"{i}"))];
        foreach (string path in paths.Where(static (_, i) => i % 3 > 0))
        {
            await File.WriteAllBytesAsync(path, new byte[5_000], Cancel);
        }

        await AssertNoGrowthAsync(100, async rounds =>
        {
            await using var pool = new WorkerPool(new() { Name = "growth", Limit = 32, UsesOwnThreads = true });
            var reader = new FileBatchReader(pool);
            await Parallel.ForEachAsync(Enumerable.Range(0, rounds), Cancel, async (_, token) =>
            {
                using FileBatch batch = await reader.ReadAsync([.. paths, folder.Root, "/dev/null"], token);
                Assert.Equal(20, batch.Count(static outcome => outcome.IsSuccess));
            });
        });
    }

    [Fact]
    public async Task FileSearches_LeftCutCancelledAndFinished_LeaveNothingBehind()
    {
        using var folder = new TemporaryFolder();
        Enumerable.Range(0, 300).ToList().ForEach(i => folder.Write($"{i % 10}/{i}", "needle\nneedle\n"));
        await AssertNoGrowthAsync(60, async rounds =>
        {
            await using var pool = new WorkerPool(new() { Name = "growth", Limit = 16, UsesOwnThreads = true });
            await Parallel.ForEachAsync(Enumerable.Range(0, rounds), Cancel, async (round, _) =>
            {
                using var source = new CancellationTokenSource();
                var options = new FileSearchOptions { MaxResults = round % 4 == 1 ? 5 : null, IsOrdered = round % 2 == 0 };
                FileSearch search = new FileSearcher(pool, options).Search(SearchPattern.Literal("needle"), [folder.Root, "missing"]);
                await LeaveAsync(search, round % 4, source, round % 4 == 2 ? source.Token : Cancel);
            });
            Assert.Equal(0, pool.Statistics.Running);
        });
    }

    /// <param name="rounds">How many rounds one run has.</param>
    /// <param name="run">Runs so many.</param>
    /// <param name="alive">How many threads a pool that outlives the rounds may have more of from one run to the next.</param>
    private static async Task AssertNoGrowthAsync(int rounds, Func<int, Task> run, int alive = 0)
    {
        // The first times fill pools and tables that stay.
        await run(rounds);
        await run(rounds);
        Footprint before = Footprint.Take();

        for (int i = 0; i < 3; i++)
        {
            await run(rounds);
        }

        Footprint after = Footprint.TakeSettled(before, alive);
        Assert.True(after.IsWithin(before, alive), $"{before} became {after}.");
    }

    private static async Task AskAsync(SingleFlightCache<string?> cache, string key, CacheEntryOptions options)
    {
        using var source = new CancellationTokenSource();
        bool leaves = key.EndsWith("77", StringComparison.Ordinal);
        ValueTask<string?> call = cache.GetOrComputeAsync(
            key,
            async token =>
            {
                await Task.Yield();
                return key.EndsWith("33", StringComparison.Ordinal) ? throw new InvalidDataException("broken") : key;
            },
            options,
            leaves ? source.Token : Cancel);
        await (leaves ? source.CancelAsync() : Task.CompletedTask);
        try
        {
            Assert.Equal(key, await call);
        }
        catch (Exception error) when (error is OperationCanceledException or InvalidDataException)
        {
        }
    }

    private static async Task LeaveAsync(PipelineRun<int> run, int way, CancellationTokenSource source)
    {
        int count = 0;
        try
        {
            await foreach (ItemOutcome<int> _ in run)
            {
                if (++count == 50 && way == 0)
                {
                    break;
                }

                if (count == 50 && way == 1)
                {
                    await source.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Equal(1, way);
        }
    }

    private static async Task LeaveAsync(FileSearch search, int way, CancellationTokenSource source, CancellationToken cancellationToken)
    {
        int count = 0;
        try
        {
            await foreach (ItemOutcome<FileMatches> _ in search.WithCancellation(cancellationToken))
            {
                if (++count == 3 && way == 0)
                {
                    break;
                }

                if (count == 3 && way == 2)
                {
                    await source.CancelAsync();
                }
            }

            Assert.Equal(way == 3, count == 301);
        }
        catch (OperationCanceledException)
        {
            Assert.Equal(2, way);
        }
    }

    private static Task UntilStopped(CancellationToken token) => Task.Delay(Timeout.InfiniteTimeSpan, token);

    private static Func<JobContext, CancellationToken, Task> Work(int kind) => kind switch
    {
        0 => static (_, _) => throw new InvalidDataException("broken"),
        1 => static async (_, _) => await Task.Yield(),
        _ => static (_, _) => Task.CompletedTask,
    };
}

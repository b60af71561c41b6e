using WhiteMagic.Execution.Interleavings.Tests.Caching;
using WhiteMagic.Execution.Interleavings.Tests.Files;
using WhiteMagic.Execution.Interleavings.Tests.Jobs;
using WhiteMagic.Execution.Interleavings.Tests.Pipelines;
using WhiteMagic.Execution.Interleavings.Tests.Workers;

namespace WhiteMagic.Execution.Interleavings.Tests;

public sealed class ExplorerTests
{
    public static TheoryData<string> Names => [.. Programs.Keys];

    private static Dictionary<string, Func<Exploration, Task>> Programs { get; } = new()
    {
        ["cache"] = CacheProgram.RunWithSecondLevelAsync,
        ["files"] = FileBatchProgram.RunAsync,
        ["jobs"] = JobProgram.RunAsync,
        ["pipeline"] = StopProgram.RunAsync,
        ["pool"] = PoolProgram.RunAsync,
        ["search"] = SearchProgram.RunAsync,
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Try_TheSameSeed_GivesTheSameSchedule(string name)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            List<string> first = [];
            List<string> second = [];
            Explorer.Try(seed, Programs[name], out _, first);
            Explorer.Try(seed, Programs[name], out _, second);

            Assert.NotEmpty(first);
            Assert.Equal(first, second);
        }
    }

    [Fact]
    public void Check_LocksInTwoOrders_TellsWhoWaitsWhere()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Explorer.Check(100, TakeInTwoOrdersAsync));

        Assert.Contains("have not ended: program, one, other", error.Message, StringComparison.Ordinal);
        Assert.Contains("is blocked in ExplorerTests", error.Message, StringComparison.Ordinal);
        Assert.Contains("WM_EXPLORE_SEED=", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_AnUpdateInTwoSteps_FindsTheOneThatIsLost()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Explorer.Check(100, CountInTwoStepsAsync));

        Assert.Contains("1 of 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Try_AThreadThatItDoesNotRule_IsAFailure() =>
        Assert.Contains("does not rule", Explorer.Try(0, StrayAsync, out _)!.Message, StringComparison.Ordinal);

    [Fact]
    public void Try_AProgramWithoutEnd_IsAFailure() =>
        Assert.Contains("has not ended", Explorer.Try(0, async _ => await SpinAsync(), out _)!.Message, StringComparison.Ordinal);

    private static Task TakeInTwoOrdersAsync(Exploration run)
    {
        var (left, right) = (new Lock(), new Lock());
        return Task.WhenAll(run.Start("one", () => TakeBoth(left, right)), run.Start("other", () => TakeBoth(right, left)));
    }

    private static Task TakeBoth(Lock first, Lock second)
    {
        lock (first)
        {
            lock (second)
            {
                return Task.CompletedTask;
            }
        }
    }

    private static async Task CountInTwoStepsAsync(Exploration run)
    {
        var count = 0;
        await Task.WhenAll(run.Start("one", CountAsync), run.Start("other", CountAsync));
        run.Expect(count == 2, $"{count} of 2");

        Task CountAsync()
        {
            Volatile.Write(ref count, Volatile.Read(ref count) + 1);
            return Task.CompletedTask;
        }
    }

    private static Task StrayAsync(Exploration run)
    {
        Task stray = Task.Factory.StartNew(
            static () => new Lock().Enter(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        // Before the schedule can end: what comes later would count as a fault of the next one.
        _ = ((IAsyncResult)stray).AsyncWaitHandle.WaitOne();
        return stray;
    }

    private static async Task SpinAsync()
    {
        while (true)
        {
            await Task.Yield();
        }
    }
}

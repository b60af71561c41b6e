using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Workers;

public sealed class WorkerPoolsTests
{
    [Fact]
    public async Task Limits_ByDefault_AreThoseOfTheContract()
    {
        WorkerPoolsOptions options = new();
        await using WorkerPools pools = new(options);

        Assert.True(options.Adaptive);
        Assert.Equal((64, 32, 8), (pools[WorkloadKind.Io].Limit, pools[WorkloadKind.Api].Limit, pools[WorkloadKind.Database].Limit));
        Assert.Equal(Math.Min(16, Environment.ProcessorCount), pools[WorkloadKind.Cpu].Limit);
        Assert.Throws<ArgumentOutOfRangeException>(() => pools[(WorkloadKind)9]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPools(new WorkerPoolsOptions { CpuWorkers = 1_000_000 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPools(new WorkerPoolsOptions { ApiWorkers = 0 }));
    }

    [Theory]
    [InlineData(false, 3, 32, 8)]
    [InlineData(true, 1, 8, 2)]
    public async Task Adaptive_ChangesTheLimitsWithinWhatWasAllowed(bool adaptive, int io, int api, int database)
    {
        ManualTime time = new();
        await using WorkerPools pools = new(new WorkerPoolsOptions { Adaptive = adaptive, IoWorkers = 3, Time = time });
        foreach (WorkloadKind kind in Enum.GetValues<WorkloadKind>())
        {
            var busy = await pools[kind].OccupyAsync(1);
            time.Advance(TimeSpan.FromMilliseconds(50));
            await busy.OpenAsync();
        }

        time.Advance(TimeSpan.FromMilliseconds(100));

        // The first calls are followed by a probe with a quarter of the workers.
        Assert.Equal((io, api, database), (pools.Io.Limit, pools.Api.Limit, pools.Database.Limit));
        Assert.Equal(Math.Min(16, Environment.ProcessorCount), pools.Cpu.Limit);
    }

    [Theory]
    [InlineData(WorkloadKind.Io, false)]
    [InlineData(WorkloadKind.Cpu, false)]
    [InlineData(WorkloadKind.Api, true)]
    [InlineData(WorkloadKind.Database, true)]
    public async Task Work_Blocking_RunsOnThreadsOfThePoolsOwn(WorkloadKind kind, bool shared)
    {
        await using WorkerPools pools = new(new WorkerPoolsOptions());

        bool isShared = await pools[kind].InvokeAsync(static _ => Thread.CurrentThread.IsThreadPoolThread, TestContext.Current.CancellationToken);

        Assert.Equal(shared, isShared);
    }
}

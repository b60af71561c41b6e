using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Workers;

public sealed class WorkerPoolsTests
{
    [Fact]
    public async Task Limits_ByDefault_AreThoseOfTheContract()
    {
        await using WorkerPools pools = new(new WorkerPoolsOptions());

        Assert.Equal((64, 32, 8), (pools[WorkloadKind.Io].Limit, pools[WorkloadKind.Api].Limit, pools[WorkloadKind.Database].Limit));
        Assert.Equal(Math.Min(16, Environment.ProcessorCount), pools[WorkloadKind.Cpu].Limit);
        Assert.Throws<ArgumentOutOfRangeException>(() => pools[(WorkloadKind)9]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPools(new WorkerPoolsOptions { CpuWorkers = 1_000_000 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPools(new WorkerPoolsOptions { ApiWorkers = 0 }));
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

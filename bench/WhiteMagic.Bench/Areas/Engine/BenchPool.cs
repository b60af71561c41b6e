using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Bench.Areas.Engine;

/// <summary>A pool for as long as a measurement needs it.</summary>
internal sealed class BenchPool(int limit, bool usesOwnThreads) : IDisposable
{
    public WorkerPool Workers { get; } = new(new WorkerPoolOptions { Name = "bench", Limit = limit, UsesOwnThreads = usesOwnThreads });

    public void Dispose() => Workers.DisposeAsync().AsTask().GetAwaiter().GetResult();
}

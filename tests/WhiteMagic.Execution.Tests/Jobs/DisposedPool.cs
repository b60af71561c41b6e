using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Jobs;

/// <summary>Is a pool that was stopped.</summary>
internal sealed class DisposedPool : IWorkerPool
{
    public int Limit => 1;

    public bool TryStart(Func<Task> work) => throw new ObjectDisposedException("the pool");

    public IDisposable WhenFree(Action callback) => throw new ObjectDisposedException("the pool");
}

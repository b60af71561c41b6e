using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Workflows;

/// <summary>Stands for a pool in a plan, where nothing is started.</summary>
internal sealed class PlannedPool(int limit) : IWorkerPool
{
    public int Limit => limit;

    public bool TryStart(Func<Task> work) => false;

    public IDisposable WhenFree(Action callback) => throw new NotSupportedException("A pool of a plan lends no workers.");
}

using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Files;

/// <summary>A pool whose one worker comes free just while somebody is being refused, and says so only then.</summary>
internal sealed class LateFreePool : IWorkerPool
{
    private Action? _callback;
    private bool _isFree;

    public int Limit => 1;

    public bool TryStart(Func<Task> work)
    {
        if (_isFree)
        {
            _ = Task.Run(work);
            return true;
        }

        _isFree = true;
        _callback?.Invoke();
        return false;
    }

    public IDisposable WhenFree(Action callback)
    {
        _callback = callback;
        return new MemoryStream();
    }
}

using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Jobs;

/// <summary>Lends workers that begin on the thread that asks, so that a run without waits is over when it has started.</summary>
internal sealed class InlinePool(int limit) : IWorkerPool
{
    private readonly Lock _lock = new();
    private readonly List<Action> _callbacks = [];

    public int Limit => limit;

    public int Busy { get; private set; }

    public int Peak { get; private set; }

    public bool TryStart(Func<Task> work)
    {
        lock (_lock)
        {
            if (Busy >= limit)
            {
                return false;
            }

            Busy++;
            Peak = Math.Max(Peak, Busy);
        }

        _ = RunAsync(work);
        return true;
    }

    public IDisposable WhenFree(Action callback)
    {
        lock (_lock)
        {
            _callbacks.Add(callback);
        }

        return new Subscription(() =>
        {
            lock (_lock)
            {
                _callbacks.Remove(callback);
            }
        });
    }

    private async Task RunAsync(Func<Task> work)
    {
        await work();
        Action[] callbacks;
        lock (_lock)
        {
            Busy--;
            callbacks = [.. _callbacks];
        }

        foreach (Action callback in callbacks)
        {
            callback();
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

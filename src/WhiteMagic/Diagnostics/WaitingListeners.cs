using System.Collections.Immutable;

namespace WhiteMagic.Diagnostics;

/// <summary>Tells everyone who waits for the same work how far it is.</summary>
/// <param name="always">Who is told whoever waits.</param>
internal sealed class WaitingListeners(IProgress<WorkProgress>? always) : IProgress<WorkProgress>
{
    private ImmutableArray<IProgress<WorkProgress>> _waiting = [];

    /// <summary>Adds a listener until what is returned is disposed of.</summary>
    public IDisposable? Add(IProgress<WorkProgress>? listener)
    {
        if (listener is null)
        {
            return null;
        }

        ImmutableInterlocked.Update(ref _waiting, static (waiting, added) => waiting.Add(added), listener);
        return new Wait(this, listener);
    }

    public void Report(WorkProgress value)
    {
        always?.Report(value);
        foreach (IProgress<WorkProgress> listener in _waiting)
        {
            listener.Report(value);
        }
    }

    private sealed class Wait(WaitingListeners listeners, IProgress<WorkProgress> listener) : IDisposable
    {
        public void Dispose() =>
            ImmutableInterlocked.Update(ref listeners._waiting, static (waiting, removed) => waiting.Remove(removed), listener);
    }
}

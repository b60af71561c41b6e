namespace WhiteMagic.Execution.Diagnostics;

/// <summary>Knows the figures of all owners that are alive, without keeping any of them alive.</summary>
/// <param name="onGone">Is told the figures of an owner that is gone.</param>
internal sealed class Roster<T>(Action<T>? onGone = null)
{
    private const int LeastSweep = 64;

    private readonly Lock _gate = new();
    private readonly List<(WeakReference Owner, T Figures)> _entries = [];
    private int _nextSweep = LeastSweep;

    public void Add(object owner, T figures)
    {
        lock (_gate)
        {
            if (_entries.Count >= _nextSweep)
            {
                Sweep();
                _nextSweep = Math.Max(LeastSweep, 2 * _entries.Count);
            }

            _entries.Add((new WeakReference(owner), figures));
        }
    }

    /// <summary>Reads the figures of the living while none of them can go.</summary>
    public TResult Read<TResult>(Func<IEnumerable<T>, TResult> read)
    {
        lock (_gate)
        {
            Sweep();
            return read(_entries.Select(static entry => entry.Figures));
        }
    }

    private void Sweep() => _entries.RemoveAll(entry =>
    {
        if (entry.Owner.IsAlive)
        {
            return false;
        }

        onGone?.Invoke(entry.Figures);
        return true;
    });
}

using System.Diagnostics;

namespace WhiteMagic.Execution.Pipelines;

/// <summary>
/// One writer's end of a link: gathers items and gives them when it has a chunk, or when a reader sleeps. One task at a time
/// adds; readers may take what is gathered at any time, under the link's lock.
/// </summary>
internal sealed class LinkWriter<T>(Link<T> link, int size, WorkCounters counters, TimeProvider time)
{
    // No ticket: a reader that looks before the first one begins must not take it for the ticket whose turn it is.
    private const long None = -1;

    private readonly Item<T>[] _gathered = new Item<T>[size];
    private readonly Signal _signal = new();
    private int _added;
    private int _given;
    private long _ticket = None;

    public long Ticket => Volatile.Read(ref _ticket);

    /// <summary>What was added and nobody has; only under the link's lock.</summary>
    public ReadOnlySpan<Item<T>> Gathered => _gathered.AsSpan(_given, Volatile.Read(ref _added) - _given);

    /// <summary>Starts to write the items of a ticket.</summary>
    public void Begin(long ticket) => Volatile.Write(ref _ticket, ticket);

    /// <summary>Adds an item; true when <see cref="FlushAsync"/> must come before the next one.</summary>
    public bool Add(Item<T> item)
    {
        var added = _added;
        Debug.Assert(added < _gathered.Length);
        _gathered[added] = item;
        // A full fence: either this sees the reader that sleeps, or the reader sees the item.
        Interlocked.Exchange(ref _added, added + 1);
        return added + 1 == _gathered.Length || link.IsHungryFor(_ticket);
    }

    /// <summary>Gives what is gathered, and waits while there is no room for it.</summary>
    public ValueTask FlushAsync() => link.TryFlush(this, ends: false) ? default : WaitAsync(ends: false);

    /// <summary>Gives what is gathered as the last of its ticket.</summary>
    public ValueTask EndAsync() =>
        (_added == 0 && !link.IsOrdered) || link.TryFlush(this, ends: true) ? default : WaitAsync(ends: true);

    public void Close() => link.Close();

    public int TakeGathered(Span<Item<T>> into)
    {
        var gathered = Gathered;
        var count = Math.Min(gathered.Length, into.Length);
        gathered[..count].CopyTo(into);
        return Given(count);
    }

    public int Given(int count)
    {
        _gathered.AsSpan(_given, count).Clear();
        _given += count;
        return count;
    }

    public void Restart(bool ends)
    {
        Given(Gathered.Length);
        _added = 0;
        _given = 0;
        if (ends)
        {
            _ticket = None;
        }
    }

    public void Sleep() => _signal.Arm();

    public void Wake() => _signal.Set();

    private async ValueTask WaitAsync(bool ends)
    {
        var start = time.GetTimestamp();
        do
        {
            await _signal.WaitAsync().ConfigureAwait(false);
        }
        while (!link.TryFlush(this, ends));
        counters.WaitedForRoom(time.GetTimestamp() - start);
    }
}

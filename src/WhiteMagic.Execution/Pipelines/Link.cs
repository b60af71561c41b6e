namespace WhiteMagic.Execution.Pipelines;

/// <summary>
/// The bounded queue between two stages. Readers take slices, writers give what they have gathered; whoever must wait sleeps
/// on a signal of its own. A reader that would sleep first takes what writers have gathered and not yet given, so that
/// gathering never delays an item that somebody could use.
/// </summary>
internal sealed class Link<T>(int capacity, int readers, bool ordered) : ILink
{
    private readonly Lock _gate = new();
    private readonly Ring<T> _ring = new(capacity);
    private readonly Queue<Signal> _sleepers = new();
    private readonly List<LinkWriter<T>> _writers = [];
    private readonly List<LinkWriter<T>> _blocked = [];
    private Turns<T>? _turns;
    private long _tickets;
    private int _open;
    private bool _dropped;
    private volatile bool _hungry;

    public int Capacity => _ring.Capacity;

    /// <summary>Adds a writer; all are added before the first one writes.</summary>
    public LinkWriter<T> AddWriter(int chunkSize, WorkCounters counters, TimeProvider time)
    {
        var writer = new LinkWriter<T>(this, Math.Min(chunkSize, capacity), counters, time);
        _writers.Add(writer);
        _open++;
        // With a single writer the queue itself keeps the order.
        _turns ??= ordered ? new(_ring) : null;
        return writer;
    }

    /// <summary>Whether a reader sleeps that this ticket's items would wake.</summary>
    public bool IsHungryFor(long ticket) => _hungry && (_turns is null || _turns.Current == ticket);

    public bool IsOrdered => _turns is not null;

    /// <summary>Takes up to <paramref name="limit"/> items, no more than a fair share; with nothing to take, arms the signal.</summary>
    public LinkTake TryTake(Item<T>[] into, int limit, Signal signal)
    {
        Signal? reader;
        LinkWriter<T>? writer;
        LinkTake take;
        lock (_gate)
        {
            var count = _dropped ? 0 : TakeItems(into, limit);
            if (count == 0)
            {
                return EndOrSleep(signal);
            }

            _turns?.Promote();
            take = new(count, _tickets++, IsEnd: false);
            reader = NextReader();
            writer = NextWriter();
        }

        reader?.Set();
        writer?.Wake();
        return take;
    }

    /// <summary>Takes what the writer has gathered; false when it must wait for its signal and ask again.</summary>
    public bool TryFlush(LinkWriter<T> source, bool ends)
    {
        Signal? reader;
        LinkWriter<T>? writer = null;
        bool done;
        lock (_gate)
        {
            done = _dropped || Accept(source, ends);
            if (done)
            {
                source.Restart(ends);
                writer = NextWriter();
            }
            else
            {
                source.Sleep();
                _blocked.Add(source);
            }

            reader = NextReader();
        }

        reader?.Set();
        writer?.Wake();
        return done;
    }

    /// <summary>Tells that a writer, which has given all it had, writes no more.</summary>
    public void Close()
    {
        List<Signal> sleepers = [];
        lock (_gate)
        {
            if (--_open == 0)
            {
                sleepers.AddRange(_sleepers);
                _sleepers.Clear();
                _hungry = false;
            }
        }

        sleepers.ForEach(s => s.Set());
    }

    public void Drop()
    {
        List<Signal> sleepers = [];
        List<LinkWriter<T>> blocked = [];
        lock (_gate)
        {
            _dropped = true;
            _ring.Clear();
            _turns?.Clear();
            sleepers.AddRange(_sleepers);
            blocked.AddRange(_blocked);
            _sleepers.Clear();
            _blocked.Clear();
            _hungry = false;
        }

        sleepers.ForEach(s => s.Set());
        blocked.ForEach(w => w.Wake());
    }

    private int TakeItems(Item<T>[] into, int limit)
    {
        if (_ring.Count > 0)
        {
            var share = (_ring.Count + readers - 1) / readers;
            return _ring.Read(into.AsSpan(0, Math.Min(limit, share)));
        }

        // Told before looking: a writer that gathers after the look sees it and gives at once.
        _hungry = true;
        Interlocked.MemoryBarrier();
        var count = 0;
        foreach (var writer in _writers)
        {
            if (count < limit && (_turns is null || writer.Ticket == _turns.Current))
            {
                count += writer.TakeGathered(into.AsSpan(count, readers == 1 ? limit - count : 1));
            }

            if (count > 0 && readers > 1)
            {
                break;
            }
        }

        _hungry = _sleepers.Count > 0 || count == 0;
        return count;
    }

    private LinkTake EndOrSleep(Signal signal)
    {
        if (_dropped || _open == 0)
        {
            return LinkTake.End;
        }

        signal.Arm();
        _sleepers.Enqueue(signal);
        _hungry = true;
        return LinkTake.Nothing;
    }

    private bool Accept(LinkWriter<T> source, bool ends)
    {
        var gathered = source.Gathered;
        if (_turns is null)
        {
            return source.Given(_ring.Write(gathered)) == gathered.Length;
        }

        var done = _turns.TryWrite(source.Ticket, gathered, ends, out var taken);
        source.Given(taken);
        return done;
    }

    private Signal? NextReader()
    {
        if (_sleepers.Count == 0 || (_ring.Count == 0 && !HasGathered()))
        {
            return null;
        }

        var reader = _sleepers.Dequeue();
        _hungry = _sleepers.Count > 0;
        return reader;
    }

    private bool HasGathered()
    {
        foreach (var writer in _writers)
        {
            if (!writer.Gathered.IsEmpty && (_turns is null || writer.Ticket == _turns.Current))
            {
                return true;
            }
        }

        return false;
    }

    private LinkWriter<T>? NextWriter()
    {
        if (_blocked.Count == 0)
        {
            return null;
        }

        var next = _turns is null ? _blocked[0] : _blocked.MinBy(w => w.Ticket)!;
        var canGo = _turns is null || next.Ticket == _turns.Current ? _ring.Room > 0 : _turns.HasParkingRoom;
        if (!canGo)
        {
            return null;
        }

        _blocked.Remove(next);
        return next;
    }
}

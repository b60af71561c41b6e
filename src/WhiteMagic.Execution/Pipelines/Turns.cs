namespace WhiteMagic.Execution.Pipelines;

/// <summary>
/// Puts what several writers give into the order of their tickets. The writer whose turn it is writes through; others park
/// up to <c>capacity</c> items and then wait. Not safe for threads: the link's lock guards it.
/// </summary>
internal sealed class Turns<T>(Ring<T> ring)
{
    private const int MaxSpare = 16;

    private readonly Dictionary<long, ParkedTicket<T>> _parked = [];
    private readonly Stack<ParkedTicket<T>> _spare = new();
    private int _cost;
    private long _current;

    /// <summary>The ticket whose items go next; read without the lock by writers that ask whether they are it.</summary>
    public long Current => Volatile.Read(ref _current);

    public bool HasParkingRoom => _cost < ring.Capacity;

    /// <summary>Takes in what a ticket gives; false when it took a part only, and must be asked again with the rest.</summary>
    public bool TryWrite(long ticket, ReadOnlySpan<Item<T>> items, bool ends, out int taken)
    {
        taken = 0;
        if (ticket != _current)
        {
            return TryPark(ticket, items, ends, ref taken);
        }

        Promote();
        if (_parked.ContainsKey(ticket))
        {
            return false;
        }

        taken = ring.Write(items);
        if (taken < items.Length)
        {
            return false;
        }

        if (ends)
        {
            Volatile.Write(ref _current, _current + 1);
            Promote();
        }

        return true;
    }

    /// <summary>Moves parked items whose turn has come into the ring, as far as there is room.</summary>
    public void Promote()
    {
        while (_parked.TryGetValue(_current, out var parked) && parked.MoveTo(ring))
        {
            _cost -= parked.Cost;
            _parked.Remove(_current);
            var hasEnded = parked.HasEnded;
            Recycle(parked);
            if (!hasEnded)
            {
                return;
            }

            Volatile.Write(ref _current, _current + 1);
        }
    }

    public void Clear()
    {
        _parked.Clear();
        _spare.Clear();
    }

    private void Recycle(ParkedTicket<T> parked)
    {
        // Each keeps the size it once had, so only a few are worth keeping.
        if (_spare.Count < MaxSpare)
        {
            parked.Reset();
            _spare.Push(parked);
        }
    }

    private bool TryPark(long ticket, ReadOnlySpan<Item<T>> items, bool ends, ref int taken)
    {
        var known = _parked.TryGetValue(ticket, out var parked);
        var before = known ? parked!.Cost : 0;
        var after = known ? parked!.Cost + items.Length : Math.Max(1, items.Length);
        if (_cost - before + after > ring.Capacity && (items.Length > 0 || !known))
        {
            return false;
        }

        parked ??= _parked[ticket] = _spare.TryPop(out var spare) ? spare : new();
        parked.Add(items, ends);
        _cost += parked.Cost - before;
        taken = items.Length;
        return true;
    }
}

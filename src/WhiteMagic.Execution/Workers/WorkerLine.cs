namespace WhiteMagic.Execution.Workers;

/// <summary>The calls that wait for a worker, in the order in which they came: the queue, and those who wait for room in it.</summary>
/// <param name="queueLength">How many the queue holds.</param>
internal sealed class WorkerLine(int queueLength)
{
    private readonly LinkedList<WorkerCall> _queue = [];
    private readonly LinkedList<WorkerCall> _room = [];

    public int Queued => _queue.Count;

    public int WaitingForRoom => _room.Count;

    public bool IsEmpty => _queue.Count == 0 && _room.Count == 0;

    public bool TryQueue(WorkerCall call)
    {
        if (_queue.Count >= queueLength)
        {
            return false;
        }

        call.Place = _queue.AddLast(call);
        call.Accept();
        return true;
    }

    public void WaitForRoom(WorkerCall call) => call.Place = _room.AddLast(call);

    public WorkerCall? TakeFirst()
    {
        // Without a queue the calls wait for room only.
        if ((_queue.First ?? _room.First) is not { } first)
        {
            return null;
        }

        TryLeave(first);
        return first.Value;
    }

    /// <summary>Takes a call out, unless it stands in another line.</summary>
    public bool TryLeave(LinkedListNode<WorkerCall> place)
    {
        if (place.List == _room)
        {
            _room.Remove(place);
            return true;
        }

        if (place.List != _queue)
        {
            return false;
        }

        _queue.Remove(place);
        if (_room.First is { } next)
        {
            _room.RemoveFirst();
            _queue.AddLast(next);
            next.Value.Accept();
        }

        return true;
    }
}

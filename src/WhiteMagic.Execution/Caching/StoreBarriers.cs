namespace WhiteMagic.Execution.Caching;

// Bounded: where there are too many, the oldest becomes one for everything, which costs computations and never truth.
internal sealed class StoreBarriers
{
    internal const int Most = 1_024;

    private readonly LinkedList<StoreBarrier> _raised = [];
    private DateTimeOffset _floor = DateTimeOffset.MinValue;

    public StoreBarrier[] ToArray() => [.. _raised];

    public void Raise(StoreBarrier barrier)
    {
        _raised.AddLast(barrier);
        if (_raised.Count > Most)
        {
            var oldest = _raised.First!.Value;
            _floor = oldest.Raised > _floor ? oldest.Raised : _floor;
            _raised.RemoveFirst();
        }
    }

    public void Lower(StoreBarrier barrier) => _raised.Remove(barrier);

    public bool Stop(string key, IReadOnlyList<string> tags, DateTimeOffset begun)
    {
        if (begun <= _floor)
        {
            return true;
        }

        foreach (var barrier in _raised)
        {
            if (barrier.Stops(key, tags, begun))
            {
                return true;
            }
        }

        return false;
    }
}

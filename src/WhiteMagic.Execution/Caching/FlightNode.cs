namespace WhiteMagic.Execution.Caching;

// One running computation, of whatever cache, and which others it waits for: enough to refuse a wait that cannot end.
internal abstract class FlightNode(object owner, string key)
{
    private static readonly AsyncLocal<FlightNode?> Running = new();
    private static readonly Lock Graph = new();

    private readonly FlightNode? _startedBy = Current;
    private readonly List<FlightNode> _waitsFor = [];
    private volatile bool _isSettled;

    // The computation that the calling code is part of, if it is part of one.
    public static FlightNode? Current
    {
        get
        {
            var running = Running.Value;
            return running is { IsSettled: false } ? running : null;
        }
        set => Running.Value = value;
    }

    public string Key => key;

    public bool IsSettled
    {
        get => _isSettled;
        protected set => _isSettled = value;
    }

    public void ThrowIfWithin(object cache, string wanted)
    {
        for (var node = this; node is not null; node = node._startedBy)
        {
            if (!node.IsSettled && node.IsFor(cache, wanted))
            {
                throw new InvalidOperationException(
                    $"The computation of '{wanted}' asked the cache for '{wanted}' and would wait for itself. " +
                    "Compute the value without the cache, or under another key.");
            }
        }
    }

    public void BeginWait(FlightNode other)
    {
        lock (Graph)
        {
            _waitsFor.RemoveAll(node => node.IsSettled);
            if (other.Reaches(this, []))
            {
                throw new InvalidOperationException(
                    $"The computation of '{Key}' asked the cache for '{other.Key}', whose computation waits for '{Key}': " +
                    "neither could end. Compute one of the two without the cache.");
            }

            _waitsFor.Add(other);
        }
    }

    public void EndWait(FlightNode other)
    {
        lock (Graph)
        {
            _waitsFor.Remove(other);
        }
    }

    private bool IsFor(object cache, string wanted) => ReferenceEquals(owner, cache) && key == wanted;

    private bool Reaches(FlightNode target, HashSet<FlightNode> seen) =>
        !IsSettled && (this == target || (seen.Add(this) && _waitsFor.Exists(node => node.Reaches(target, seen))));
}

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Keeps the rows of the greatest scores, and the newest of those that are equal to the last of them.</summary>
/// <param name="count">How many rows to keep.</param>
/// <param name="ties">How many more that are equal to the last.</param>
internal sealed class BestRows(int count, int ties)
{
    private readonly PriorityQueue<int, (double Score, int Row)> _best = new(count);
    private readonly Queue<int> _ties = new();

    /// <summary>The score that a row needs to be kept.</summary>
    public double Least { get; private set; } = double.NegativeInfinity;

    /// <summary>Takes the next row, in ascending order.</summary>
    public void Add(int row, double score)
    {
        if (_best.Count < count)
        {
            _best.Enqueue(row, (score, row));
            Least = _best.Count == count ? Lowest() : Least;
            return;
        }

        int fallen = _best.EnqueueDequeue(row, (score, row));
        double least = Lowest();
        if (least > Least)
        {
            _ties.Clear();
            Least = least;
            return;
        }

        _ties.Enqueue(fallen);
        if (_ties.Count > ties)
        {
            _ties.Dequeue();
        }
    }

    /// <summary>Gives the rows, best first.</summary>
    public List<(int Row, double Score)> ToList() =>
    [
        .. _best.UnorderedItems.OrderByDescending(static item => item.Priority).Select(static item => (item.Element, item.Priority.Score)),
        .. _ties.Reverse().Select(row => (row, Least)),
    ];

    private double Lowest() => _best.TryPeek(out _, out (double Score, int Row) lowest) ? lowest.Score : double.NegativeInfinity;
}

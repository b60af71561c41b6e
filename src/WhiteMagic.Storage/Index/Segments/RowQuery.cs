using WhiteMagic.Search;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Which rows are asked for: what any, all and none of them must hold, and what counts for their scores.</summary>
/// <remarks>Rows are taken window by window, so that the scores of one stay in the processor's cache.</remarks>
internal sealed class RowQuery(int memories) : IDisposable
{
    private const int WindowLength = 8192;

    private readonly List<ScoredRun> _optional = [];
    private readonly List<ScoredRun> _required = [];
    private readonly List<ScoredRun> _excluded = [];
    private readonly double[] _scores = new double[WindowLength];
    private readonly ushort[] _held = new ushort[WindowLength];

    // Without required runs, what a capped run left out is known to match.
    private int _known;

    /// <summary>Adds what raises the score of those that hold it; with nothing required, one of them must hold.</summary>
    public void Prefer(PostingRun run)
    {
        _optional.Add(Scored(run));
        _known = Math.Max(_known, run.Having > run.Count ? run.Having : 0);
    }

    /// <summary>Adds what must hold and counts for the score.</summary>
    public void Require(PostingRun run) => _required.Add(Scored(run));

    /// <summary>Adds what must hold and does not count.</summary>
    public void Restrict(PostingRun run) => _required.Add(new ScoredRun(run, 0));

    public void Exclude(PostingRun run) => _excluded.Add(new ScoredRun(run, 0));

    /// <summary>Finds the best rows: the greatest scores, among equals the newest.</summary>
    /// <param name="count">How many rows at most.</param>
    /// <param name="needsOptional">Whether one of the preferred must hold.</param>
    /// <param name="total">How many rows match.</param>
    public List<(int Row, double Score)> Best(int count, bool needsOptional, out int total)
    {
        var best = new PriorityQueue<int, (double Score, int Row)>();
        double least = double.NegativeInfinity;
        int needed = _required.Count + (needsOptional ? 1 : 0);
        int matched = 0;
        for (int start = Start(needsOptional); start < int.MaxValue; start = Start(needsOptional))
        {
            Fill(start, needsOptional);
            for (int i = 0; i < WindowLength; i++)
            {
                if (_held[i] == needed)
                {
                    matched++;
                    if (best.Count < count)
                    {
                        best.Enqueue(start + i, (_scores[i], start + i));
                        least = best.Count == count ? Least(best) : least;
                    }
                    else if (_scores[i] >= least)
                    {
                        best.EnqueueDequeue(start + i, (_scores[i], start + i));
                        least = Least(best);
                    }
                }
            }
        }

        total = _required.Count == 0 ? Math.Max(matched, _known) : matched;
        return [.. best.UnorderedItems.Select(static item => (item.Element, item.Priority.Score)).OrderByDescending(static row => row.Score)];
    }

    public void Dispose()
    {
        foreach (ScoredRun run in _optional.Concat(_required).Concat(_excluded))
        {
            run.Dispose();
        }
    }

    private static double Least(PriorityQueue<int, (double Score, int Row)> best) =>
        best.TryPeek(out _, out (double Score, int Row) least) ? least.Score : double.NegativeInfinity;

    private ScoredRun Scored(PostingRun run) => new(run, Bm25.Rarity(memories, run.Having));

    // No row before the next of every required run can match, nor any before the next of all preferred ones.
    private int Start(bool needsOptional)
    {
        int start = needsOptional ? _optional.Min(static run => run.Next) : 0;
        foreach (ScoredRun run in _required)
        {
            start = Math.Max(start, run.Next);
        }

        foreach (ScoredRun run in start == int.MaxValue ? [] : _optional.Concat(_required).Concat(_excluded))
        {
            run.MoveTo(start);
        }

        return start;
    }

    private void Fill(int start, bool needsOptional)
    {
        Array.Clear(_scores);
        Array.Clear(_held);
        foreach (ScoredRun run in _optional)
        {
            foreach (int row in run.Score(start, _scores))
            {
                _held[row - start] = needsOptional ? (ushort)1 : (ushort)0;
            }
        }

        foreach (ScoredRun run in _required)
        {
            foreach (int row in run.Score(start, _scores))
            {
                _held[row - start]++;
            }
        }

        foreach (ScoredRun run in _excluded)
        {
            foreach (int row in run.Score(start, _scores))
            {
                _held[row - start] = ushort.MaxValue;
            }
        }
    }
}

using System.Buffers;
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
    private double[] _scores = ArrayPool<double>.Shared.Rent(WindowLength);
    private ushort[] _held = ArrayPool<ushort>.Shared.Rent(WindowLength);

    // Without required runs, what a capped run left out is known to match.
    private int _known;

    // A pool gives arrays that may be longer.
    private Span<double> Scores => _scores.AsSpan(0, WindowLength);

    private Span<ushort> Held => _held.AsSpan(0, WindowLength);

    /// <summary>Adds what raises the score of those that hold it; with nothing required, one of them must hold.</summary>
    public void Prefer(PostingRun run)
    {
        _optional.Add(Scored(run));
        _known = Math.Max(_known, run.Known > run.Count ? run.Known : 0);
    }

    /// <summary>Adds what must hold and counts for the score.</summary>
    public void Require(PostingRun run) => _required.Add(Scored(run));

    /// <summary>Adds what must hold and does not count.</summary>
    public void Restrict(PostingRun run) => _required.Add(new ScoredRun(run, 0));

    public void Exclude(PostingRun run) => _excluded.Add(new ScoredRun(run, 0));

    /// <summary>Finds the best rows, best first, and with them the newest of those whose score is the last one's.</summary>
    /// <param name="count">How many rows.</param>
    /// <param name="ties">How many rows more at most.</param>
    /// <param name="needsOptional">Whether one of the preferred must hold.</param>
    /// <param name="total">How many rows match.</param>
    public List<(int Row, double Score)> Best(int count, int ties, bool needsOptional, out int total)
    {
        var best = new BestRows(count, ties);
        int needed = _required.Count + (needsOptional ? 1 : 0);
        int matched = 0;
        for (int start = Start(needsOptional); start < int.MaxValue; start = Start(needsOptional))
        {
            Fill(start, needsOptional);
            Span<double> scores = Scores;
            Span<ushort> held = Held;
            for (int i = 0; i < WindowLength; i++)
            {
                if (held[i] == needed)
                {
                    matched++;
                    if (scores[i] >= best.Least)
                    {
                        best.Add(start + i, scores[i]);
                    }
                }
            }
        }

        total = _required.Count == 0 ? Math.Max(matched, _known) : matched;
        return best.ToList();
    }

    public void Dispose()
    {
        foreach (ScoredRun run in _optional.Concat(_required).Concat(_excluded))
        {
            run.Dispose();
        }

        ArrayPool<double>.Shared.Return(_scores);
        ArrayPool<ushort>.Shared.Return(_held);
        (_scores, _held) = ([], []);
    }

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
        Span<double> scores = Scores;
        Span<ushort> held = Held;
        scores.Clear();
        held.Clear();
        foreach (ScoredRun run in _optional)
        {
            foreach (int row in run.Score(start, scores))
            {
                held[row - start] = needsOptional ? (ushort)1 : (ushort)0;
            }
        }

        foreach (ScoredRun run in _required)
        {
            foreach (int row in run.Score(start, scores))
            {
                held[row - start]++;
            }
        }

        foreach (ScoredRun run in _excluded)
        {
            foreach (int row in run.Score(start, scores))
            {
                held[row - start] = ushort.MaxValue;
            }
        }
    }
}

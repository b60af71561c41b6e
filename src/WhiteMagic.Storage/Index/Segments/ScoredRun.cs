using WhiteMagic.Search;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>A run that is walked once, window by window.</summary>
/// <param name="run">The run.</param>
/// <param name="rarity">How much holding it says at all; 0 when it does not count.</param>
internal sealed class ScoredRun(PostingRun run, double rarity) : IDisposable
{
    private int _at;

    /// <summary>The next row, or <see cref="int.MaxValue"/> behind the last.</summary>
    public int Next => _at < run.Count ? run.Rows[_at] : int.MaxValue;

    /// <summary>Leaves out rows before one.</summary>
    public void MoveTo(int row)
    {
        int found = run.Rows[_at..].BinarySearch(row);
        _at += found < 0 ? ~found : found;
    }

    /// <summary>Adds what it says of the rows of a window.</summary>
    /// <returns>Where the window's rows lie in the run.</returns>
    public ReadOnlySpan<int> Score(int start, Span<double> scores)
    {
        ReadOnlySpan<int> rows = Window(start, scores.Length);
        if (rarity > 0)
        {
            double step = Bm25.Score(rarity, 1);
            ReadOnlySpan<byte> impacts = run.Impacts.Slice(_at - rows.Length, rows.Length);
            for (int i = 0; i < rows.Length; i++)
            {
                scores[rows[i] - start] += step * impacts[i];
            }
        }

        return rows;
    }

    public void Dispose() => run.Dispose();

    private ReadOnlySpan<int> Window(int start, int length)
    {
        ReadOnlySpan<int> rest = run.Rows[_at..];
        int end = rest.Length == 0 || rest[^1] - start < length ? rest.Length : rest.BinarySearch(start + length);
        rest = rest[..(end < 0 ? ~end : end)];
        _at += rest.Length;
        return rest;
    }
}

using System.Runtime.InteropServices;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Finds the memories of one segment in which tokens stand next to each other, in order.</summary>
/// <param name="terms">The tokens.</param>
internal sealed class PhraseMatcher(IReadOnlyList<PhraseTerm> terms)
{
    private readonly List<Occurrence>[] _found = new List<Occurrence>[terms.Count];
    private readonly int[] _at = new int[terms.Count];
    private readonly List<int> _places = [];
    private readonly List<int> _following = [];

    /// <summary>How many rows have all tokens at most.</summary>
    public long Count { get; } = terms.Min(static term => term.Count);

    /// <summary>Adds the rows that match; what the least telling token says of a memory bounds what the phrase says.</summary>
    /// <param name="gone">Rows that do not count.</param>
    /// <param name="most">In how many rows of the rarest token to look: the newest.</param>
    /// <param name="mostRead">How many rows may be read of each other token, which is looked for in those.</param>
    /// <param name="run">Takes the rows.</param>
    /// <returns>In how many rows the rarest token was looked for.</returns>
    public int Match(ReadOnlySpan<int> gone, int most, long mostRead, PostingRun run)
    {
        int[] byCount = [.. Enumerable.Range(0, terms.Count).OrderBy(token => terms[token].Count)];
        List<Occurrence> rarest = _found[byCount[0]] = terms[byCount[0]].Newest(most);
        List<int> rows = Rows(rarest, gone);
        foreach (int token in byCount.AsSpan(1))
        {
            _found[token] = terms[token].Among(rows, mostRead);
            rows = Rows(_found[token], []);
        }

        foreach (int row in rows)
        {
            byte impact = MoveTo(row);
            if (terms.Count == 1 || IsPhrase(row))
            {
                run.Add(row, impact);
            }
        }

        return rarest.Count;
    }

    private static List<int> Rows(List<Occurrence> found, ReadOnlySpan<int> gone)
    {
        var rows = new List<int>(found.Count);
        foreach (Occurrence occurrence in found)
        {
            if ((rows.Count == 0 || rows[^1] != occurrence.Row) && gone.BinarySearch(occurrence.Row) < 0)
            {
                rows.Add(occurrence.Row);
            }
        }

        return rows;
    }

    private byte MoveTo(int row)
    {
        byte least = byte.MaxValue;
        for (int token = 0; token < _found.Length; token++)
        {
            while (_found[token][_at[token]].Row < row)
            {
                _at[token]++;
            }

            byte impact = 0;
            for (int at = _at[token]; IsOf(row, token, at); at++)
            {
                impact = Math.Max(impact, _found[token][at].Impact);
            }

            least = Math.Min(least, impact);
        }

        return least;
    }

    private bool IsOf(int row, int token, int at) => at < _found[token].Count && _found[token][at].Row == row;

    private bool IsPhrase(int row)
    {
        Read(row, 0, _places);
        for (int token = 1; token < terms.Count && _places.Count > 0; token++)
        {
            Read(row, token, _following);
            KeepFollowed(token);
        }

        return _places.Count > 0;
    }

    private void Read(int row, int token, List<int> places)
    {
        places.Clear();
        int at = _at[token];
        for (; IsOf(row, token, at); at++)
        {
            _found[token][at].AddPlaces(places);
        }

        if (at - _at[token] > 1)
        {
            places.Sort();
        }
    }

    private void KeepFollowed(int distance)
    {
        int kept = 0;
        int next = 0;
        foreach (int place in CollectionsMarshal.AsSpan(_places))
        {
            while (next < _following.Count && _following[next] < place + distance)
            {
                next++;
            }

            if (next < _following.Count && _following[next] == place + distance)
            {
                _places[kept++] = place;
            }
        }

        _places.RemoveRange(kept, _places.Count - kept);
    }
}

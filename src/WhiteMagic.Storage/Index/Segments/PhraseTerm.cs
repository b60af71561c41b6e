using System.Runtime.InteropServices;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>One token of a phrase in one segment: the term that it is, or those that it may be the beginning of.</summary>
internal sealed class PhraseTerm(IReadOnlyList<PostingBlocks> terms)
{
    /// <summary>How many rows have the token at most.</summary>
    public long Count { get; } = terms.Sum(static term => (long)term.Count);

    /// <summary>Gives the newest occurrences, in the order of their rows: up to a number, rounded to whole blocks.</summary>
    /// <remarks>Of several terms the rare ones come whole before the common ones' newest: they say more.</remarks>
    public List<Occurrence> Newest(int most)
    {
        var found = new List<Occurrence>();
        foreach ((PostingBlocks term, int block) in NewestBlocks())
        {
            if (found.Count >= most)
            {
                break;
            }

            term.AddAll(block, found);
        }

        return InOrder(found);
    }

    /// <summary>Gives the occurrences in some rows, in the order of the rows; when more blocks would have to be read than may be, those in the newest.</summary>
    public List<Occurrence> Among(List<int> rows, long mostRead)
    {
        var found = new List<Occurrence>();
        foreach (PostingBlocks term in terms.OrderBy(static term => term.Count))
        {
            term.AddAmong(CollectionsMarshal.AsSpan(rows), found, ref mostRead);
        }

        return InOrder(found);
    }

    private IEnumerable<(PostingBlocks Term, int Block)> NewestBlocks() => terms
        .SelectMany(static term => Enumerable.Range(0, term.Blocks).Select(block => (Term: term, Block: block)))
        .OrderByDescending(static part => part.Term.LastRow(part.Block))
        .ThenBy(static part => part.Term.Count);

    private List<Occurrence> InOrder(List<Occurrence> found)
    {
        if (terms.Count == 1)
        {
            found.Reverse();
        }
        else
        {
            int[] rows = [.. found.Select(static occurrence => occurrence.Row)];
            rows.AsSpan().Sort(CollectionsMarshal.AsSpan(found));
        }

        return found;
    }
}

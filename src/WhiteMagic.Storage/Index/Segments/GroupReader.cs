using System.Text;
using WhiteMagic.Search;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Finds the rows that hold a term or a group of tokens next to each other.</summary>
internal sealed class GroupReader(SegmentReader reader, IReadOnlyList<SegmentDirectory> segments)
{
    /// <summary>How many of the memories that hold a word, or a phrase's rarest one, are looked at: of more, the newest.</summary>
    /// <remarks>What more memories hold says little, whichever of them are looked at.</remarks>
    public const int MaxScored = 65_536;

    /// <summary>How many entries of each other word of a phrase are read to find it in those.</summary>
    /// <remarks>A block for each of a thousand memories: what is rarer than that is always found.</remarks>
    public const int MaxCompared = 1024 * SegmentFormat.PostingsInBlock;

    // A lone sign begins a few thousand pairs at most.
    private const int MaxExpansions = 4096;

    /// <summary>Reads all rows that have a term.</summary>
    public PostingRun All(string term) => Term(Encoding.UTF8.GetBytes(term), int.MaxValue);

    /// <summary>Reads all rows that have a group.</summary>
    public PostingRun All(TokenGroup group) => Read(group, int.MaxValue);

    /// <summary>Reads the rows that have a group, of a very common one only the newest.</summary>
    public PostingRun Scored(TokenGroup group) => Read(group, MaxScored);

    private PostingRun Read(TokenGroup group, int most)
    {
        byte[][] tokens = [.. group.Tokens.Select(Encoding.UTF8.GetBytes)];
        return tokens.Length == 1 && !group.IsPrefix ? Term(tokens[0], most) : Phrase(tokens, group.IsPrefix, most);
    }

    private PostingRun Term(ReadOnlySpan<byte> text, int most)
    {
        int having = 0;
        int gone = 0;
        int from = segments.Count;
        var entries = new (TermEntry Entry, int Most)[segments.Count];
        while (from > 0)
        {
            SegmentDirectory segment = segments[--from];
            if (segment.Find(reader, text) is { } entry)
            {
                // The newest segments come last and are read first, for as long as more is wanted.
                entries[from] = (entry, Math.Max(0, most - having));
                having += entry.Count;
            }
        }

        var run = new PostingRun();
        for (int i = 0; i < entries.Length; i++)
        {
            (TermEntry entry, int wanted) = entries[i];
            if (entry.Count > 0 && wanted > 0)
            {
                int before = run.Count;
                gone += PostingReader.Read(reader, segments[i], entry, wanted, run) - (run.Count - before);
            }
        }

        run.Having = run.Known = having - gone;
        return run;
    }

    private PostingRun Phrase(byte[][] tokens, bool isPrefix, int most)
    {
        long mostRead = most == int.MaxValue ? long.MaxValue : MaxCompared;
        long having = 0;
        long read = 0;
        var parts = new Stack<PostingRun>();
        foreach (SegmentDirectory segment in segments.Reverse())
        {
            if (Open(segment, tokens, isPrefix) is { } phrase)
            {
                having += phrase.Count;
                if (read < most)
                {
                    parts.Push(new PostingRun());
                    read += phrase.Match(segment.Info.Gone, (int)(most - read), mostRead, parts.Peek());
                }
            }
        }

        var run = new PostingRun();
        foreach (PostingRun part in parts)
        {
            run.Append(part);
        }

        // Of those that were not looked at, as many match as of the others.
        run.Having = (int)Math.Min(int.MaxValue, run.Count * (Math.Max(having, read) / Math.Max(1.0, read)));
        run.Known = run.Count;
        return run;
    }

    private PhraseMatcher? Open(SegmentDirectory segment, byte[][] tokens, bool isPrefix)
    {
        var terms = new List<PhraseTerm>(tokens.Length);
        for (int i = 0; i < tokens.Length; i++)
        {
            bool opens = isPrefix && i == tokens.Length - 1;
            List<TermEntry> entries = opens
                ? segment.FindAll(reader, tokens[i], MaxExpansions)
                : segment.Find(reader, tokens[i]) is { } entry ? [entry] : [];
            if (entries.Count == 0)
            {
                return null;
            }

            terms.Add(new PhraseTerm([.. entries.Select(found => new PostingBlocks(reader, segment, found))]));
        }

        return new PhraseMatcher(terms);
    }
}

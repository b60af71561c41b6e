using System.Text;
using WhiteMagic.Search;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Finds the rows that hold a term or a group of tokens next to each other.</summary>
internal sealed class GroupReader(SegmentReader reader, IReadOnlyList<SegmentDirectory> segments)
{
    // A word that more memories hold says little, whichever of them are looked at.
    private const int MaxScored = 65_536;

    // A lone sign begins a few thousand pairs at most.
    private const int MaxExpansions = 4096;

    /// <summary>Reads all rows that have a term.</summary>
    public PostingRun All(string term) => Term(Encoding.UTF8.GetBytes(term), int.MaxValue);

    /// <summary>Reads all rows that have a group.</summary>
    public PostingRun All(TokenGroup group) => Read(group, int.MaxValue);

    /// <summary>Reads the rows that have a group, of a very common word only the newest.</summary>
    public PostingRun Scored(TokenGroup group) => Read(group, MaxScored);

    private PostingRun Read(TokenGroup group, int most)
    {
        byte[][] tokens = [.. group.Tokens.Select(Encoding.UTF8.GetBytes)];
        if (tokens.Length == 1 && !group.IsPrefix)
        {
            return Term(tokens[0], most);
        }

        var run = new PostingRun();
        foreach (SegmentDirectory segment in segments)
        {
            ReadPhrase(segment, tokens, group.IsPrefix, run);
        }

        run.Having = run.Count;
        return run;
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
                ReadOnlySpan<byte> list = reader.Read(segments[i], entry.List, entry.ListLength);
                gone += PostingReader.Read(segments[i], entry, list, wanted, run) - (run.Count - before);
            }
        }

        run.Having = having - gone;
        return run;
    }

    private void ReadPhrase(SegmentDirectory segment, byte[][] tokens, bool isPrefix, PostingRun run)
    {
        var terms = new List<PhraseTerm>();
        for (int i = 0; i < tokens.Length; i++)
        {
            bool opens = isPrefix && i == tokens.Length - 1;
            IEnumerable<TermEntry> entries = opens
                ? segment.FindAll(reader, tokens[i]).Take(MaxExpansions)
                : segment.Find(reader, tokens[i]) is { } entry ? [entry] : [];
            var term = new PhraseTerm(tokens.Length > 1);
            foreach (TermEntry found in entries)
            {
                term.Add(reader, segment, found);
            }

            if (term.IsEmpty)
            {
                return;
            }

            terms.Add(term);
        }

        PhraseMatcher.Match(terms, segment.Info.Gone, run);
    }
}

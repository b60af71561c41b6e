using WhiteMagic.Context;

namespace WhiteMagic.Memories;

/// <summary>Cuts a range of lines out of a text, whole lines only, within a number of tokens.</summary>
internal static class LineSlice
{
    public static MemoryLines Take(MemoryId id, string text, LineRange range, int? maxTokens)
    {
        List<int> starts = LineStarts(text);
        int total = starts.Count - 1;
        int first = Math.Min(range.Start, total + 1);
        int last = Math.Min(range.End, total);
        string part = last < first ? string.Empty : text[starts[first - 1]..starts[last]];
        int kept = maxTokens is { } most ? TokenCounter.LengthWithin(part, most) : part.Length;
        bool truncated = kept < part.Length;
        if (truncated)
        {
            // A cut line would look like a whole one.
            int end = part.AsSpan(0, kept).LastIndexOf('\n') + 1;
            part = part[..end];
            last = first - 1 + LineStarts(part).Count - 1;
        }

        return new MemoryLines
        {
            Filename = id,
            StartLine = first,
            EndLine = Math.Max(last, first - 1),
            TotalLines = total,
            Text = part,
            Tokens = TokenCounter.Count(part),
            Truncated = truncated,
        };
    }

    // The start of every line, and the end of the text as a last element.
    private static List<int> LineStarts(string text)
    {
        var starts = new List<int>();
        int at = 0;
        while (at < text.Length)
        {
            starts.Add(at);
            int end = text.IndexOf('\n', at);
            at = end < 0 ? text.Length : end + 1;
        }

        starts.Add(text.Length);
        return starts;
    }
}

using System.Globalization;
using System.Text;
using WhiteMagic.Memories;

namespace WhiteMagic.Context;

/// <summary>Writes a context package's text piece by piece and never lets it pass its budget.</summary>
internal sealed class ContextText(int budget)
{
    // What a section's heading costs at the most, so that one never stands alone.
    private const int Reserve = 12;

    private string _text = string.Empty;
    private string _section = string.Empty;

    public string Text => _text;

    /// <summary>Names the section of the memories that follow; written with the first of them.</summary>
    public void Begin(string section) => _section = section;

    /// <summary>Adds a memory as one line; false when it does not fit.</summary>
    public bool TryAddLine(MemoryEntry entry, int maxTokens)
    {
        string opening = FirstLine(entry.Content);
        opening = opening[..TokenCounter.LengthWithin(opening, maxTokens)].TrimEnd();
        return TryAppend($"- **{Title(entry)}** ({Facts(entry)}){(opening.Length == 0 ? string.Empty : ": " + opening)}\n");
    }

    /// <summary>Adds a memory with its text, cut to what is left; false when nothing useful fits.</summary>
    public bool TryAddText(MemoryEntry entry, int maxTokens)
    {
        string head = $"## {Title(entry)}\n*{Facts(entry)}*\n\n";
        string body = entry.Content.Trim();
        if (TokenCounter.LengthWithin(body, maxTokens) == body.Length && TryAppend($"{head}{body}\n\n"))
        {
            return true;
        }

        int left = budget - TokenCounter.Count(_text + Section() + head) - Reserve;
        int most = Math.Min(left, maxTokens);
        for (int tokens = most; tokens >= Reserve; tokens -= Math.Max(Reserve, tokens / 8))
        {
            if (TryAppend(head + Condense(body, tokens) + "\n\n"))
            {
                return true;
            }
        }

        return false;
    }

    private static string Condense(string body, int tokens)
    {
        int length = TokenCounter.LengthWithin(body, tokens);
        return length == body.Length ? body : $"{AtBoundary(body, length)} …";
    }

    // A cut at a line's or a sentence's end reads better; only when that keeps most of the text.
    private static string AtBoundary(string body, int length)
    {
        ReadOnlySpan<char> kept = body.AsSpan(0, length);
        int end = Math.Max(kept.LastIndexOf('\n'), kept.LastIndexOf(". ") + 1);
        return (end > length / 2 ? kept[..end] : kept).TrimEnd().ToString();
    }

    private static string FirstLine(string content)
    {
        foreach (ReadOnlySpan<char> line in content.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> text = line.Trim();
            if (text.Length > 0 && text[0] != '#')
            {
                return text.ToString();
            }
        }

        return string.Empty;
    }

    private static string Title(MemoryEntry entry) => entry.Title.ReplaceLineEndings(" ");

    private static string Facts(MemoryEntry entry)
    {
        var facts = new StringBuilder(entry.Id.Value);
        facts.Append(", ").Append(entry.Created.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return entry.Tags.Count == 0 ? facts.ToString() : facts.Append(", tags: ").AppendJoin(", ", entry.Tags).ToString();
    }

    private string Section() => _section.Length == 0 ? string.Empty : $"# {_section}\n\n";

    private bool TryAppend(string piece)
    {
        string longer = _text + Section() + piece;
        if (TokenCounter.Count(longer) > budget)
        {
            return false;
        }

        _text = longer;
        _section = string.Empty;
        return true;
    }
}

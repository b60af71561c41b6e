using System.Globalization;
using WhiteMagic.Memories;

namespace WhiteMagic.Mcp.Tools;

/// <summary>Says parts of results the same way in every tool's text.</summary>
internal static class TextForm
{
    public static string Tags(IReadOnlyList<string>? tags) => tags is { Count: > 0 } ? $" [{string.Join(", ", tags)}]" : string.Empty;

    /// <summary>Joins the lines of a text.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    public static string Heading(MemoryView memory)
    {
        string status = memory.Status == MemoryStatus.Archived ? ", archived" : string.Empty;
        string kind = memory.Type switch
        {
            MemoryKind.ShortTerm => $" (short_term{status})",
            MemoryKind.LongTerm => $" (long_term{status})",
            _ => string.Empty,
        };
        return $"{memory.Filename} — {memory.Title}{Tags(memory.Tags)}{kind}";
    }

    /// <summary>Says how many entries did not fit.</summary>
    public static string Omitted(int count) => count == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"\n{count} more; allow more max_tokens");

    public static string Kind(MemoryKind kind) => kind == MemoryKind.LongTerm ? "long_term" : "short_term";
}

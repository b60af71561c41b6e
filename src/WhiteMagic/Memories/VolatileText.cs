using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using WhiteMagic.Graph;

namespace WhiteMagic.Memories;

/// <summary>Writes a record that is only in memory as the text that its file would hold.</summary>
internal static class VolatileText
{
    private const string Fence = "---\n";

    // The two fences and the blank line below them.
    private const int LinesAround = 3;

    public static string FrontMatter(MemoryEntry entry)
    {
        var text = new StringBuilder();
        Line(text, "title", Quoted(entry.Title));
        Line(text, "created", Time(entry.Created));
        Line(text, "updated", Time(entry.Updated));
        Line(text, "tags", $"[{string.Join(", ", entry.Tags.Select(Quoted))}]");
        if (entry.Relations.Count > 0)
        {
            Line(text, "related_to", $"[{string.Join(", ", entry.Relations.Select(Written))}]");
        }

        if (entry.IdempotencyKey is { } key)
        {
            Line(text, "idempotency_key", Quoted(key));
        }

        return text.ToString();
    }

    public static int ContentLine(string frontMatter) => frontMatter.Count(static c => c == '\n') + LinesAround + 1;

    public static string Whole(MemoryEntry entry) =>
        $"{Fence}{entry.FrontMatter}{Fence}{(entry.Content.Length == 0 ? string.Empty : $"\n{entry.Content}\n")}";

    public static string Appended(string content, string? added) =>
        string.IsNullOrEmpty(added) ? content : content.Length == 0 ? added : $"{content}\n{added}";

    private static void Line(StringBuilder text, string key, string value) =>
        text.Append(key).Append(": ").Append(value).Append('\n');

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string Quoted(string text) =>
        $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static string Written(Relation relation)
    {
        string type = JsonNamingPolicy.SnakeCaseLower.ConvertName(relation.Type.ToString());
        string description = relation.Description is { } words ? $", description: {Quoted(words)}" : string.Empty;
        return $"{{id: {Quoted(relation.Target)}, type: {type}{description}}}";
    }
}

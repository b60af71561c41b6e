using System.Globalization;
using System.Text;
using System.Text.Json;
using WhiteMagic.Mcp.Tools;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp.Resources;

/// <summary>Writes the resources that tell about a whole space.</summary>
internal static class SpaceOverview
{
    public const string ShortTerm = "short_term";
    public const string LongTerm = "long_term";
    public const string Stats = "stats";
    public const string Tags = "tags";

    private const int Newest = 200;

    public static bool IsOne(string name) => name is ShortTerm or LongTerm or Stats or Tags;

    public static async Task<(string Text, string MimeType)> WriteAsync(IMemorySpace space, string name, CancellationToken cancellationToken) => name switch
    {
        Stats => (JsonSerializer.Serialize(await space.GetStatsAsync(cancellationToken), WhiteMagicJson.Readable.SpaceStats), MediaTypes.Json),
        Tags => (JsonSerializer.Serialize(await space.ListTagsAsync(false, cancellationToken), WhiteMagicJson.Readable.TagReport), MediaTypes.Json),
        LongTerm => (await ListAsync(space, MemoryKind.LongTerm, cancellationToken), MediaTypes.Markdown),
        _ => (await ListAsync(space, MemoryKind.ShortTerm, cancellationToken), MediaTypes.Markdown),
    };

    private static async Task<string> ListAsync(IMemorySpace space, MemoryKind kind, CancellationToken cancellationToken)
    {
        MemoryPage page = await space.ListAsync(new ListQuery { Type = kind, Limit = Newest }, cancellationToken);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {page.Total} {TextForm.Kind(kind)} memories in {space.Name}\n");
        foreach (MemorySummary memory in page.Memories)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n- {memory.Created:yyyy-MM-dd} [{Escape(memory.Title)}]({MemoryAddress.Of(space.Name, memory.Filename)}){TextForm.Tags(memory.Tags)}");
        }

        int more = page.Total - page.Memories.Count;
        return more > 0
            ? text.Append(CultureInfo.InvariantCulture, $"\n\nand {more} older: list_memories gives them page by page").ToString()
            : text.ToString();
    }

    private static string Escape(string title) =>
        TextForm.OneLine(title).Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);
}

using System.Globalization;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp.Tools;

internal sealed class ListMemoriesTool()
    : ResultTool<MemoryPage>("list_memories", "List memories", ToolTraits.ReadOnly | ToolTraits.Idempotent)
{
    protected override string Description => "List memories without their texts, page by page. To find something, search_memories.";

    protected override ReadOnlySpan<byte> InputSchemaJson => """
        {"type":"object","properties":{
        "type":{"type":"string","enum":["short_term","long_term"]},
        "include_archived":{"type":"boolean","default":false},
        "sort_by":{"type":"string","enum":["created","updated","accessed","title"],"default":"created"},
        "limit":{"type":"integer","minimum":1,"maximum":1000,"default":50},
        "cursor":{"type":"string","description":"next_cursor of the page before"},
        "max_tokens":{"type":"integer","minimum":1},
        "space":{"type":"string"}}}
        """u8;

    protected override JsonTypeInfo<MemoryPage> ResultType => WhiteMagicJson.Readable.MemoryPage;

    protected override async Task<MemoryPage> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        ToolArguments arguments = call.Arguments;
        var query = new ListQuery
        {
            Type = arguments.Choice<MemoryKind>("type"),
            IncludeArchived = arguments.Flag("include_archived", false),
            SortBy = arguments.Choice<MemorySort>("sort_by") ?? MemorySort.Created,
            Limit = arguments.Integer("limit", 50),
            Cursor = arguments.OptionalText("cursor"),
            MaxTokens = arguments.OptionalInteger("max_tokens"),
        };
        IMemorySpace space = await call.OpenSpaceAsync(cancellationToken);
        return await space.ListAsync(query, cancellationToken);
    }

    protected override string Render(MemoryPage result)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{result.Memories.Count} of {result.Total}");
        foreach (MemorySummary memory in result.Memories)
        {
            string status = memory.Status == MemoryStatus.Archived ? " (archived)" : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"\n{memory.Filename} — {memory.Title}{TextForm.Tags(memory.Tags)}{status}");
        }

        return result.NextCursor is { } next ? text.Append("\nnext_cursor: ").Append(next).ToString() : text.ToString();
    }
}

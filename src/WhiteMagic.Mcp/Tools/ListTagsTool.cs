using System.Text.Json.Serialization.Metadata;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp.Tools;

internal sealed class ListTagsTool() : ResultTool<TagReport>("list_tags", "List tags", ToolTraits.ReadOnly | ToolTraits.Idempotent)
{
    protected override string Description => "List the tags in use with their counts, to tag alike or to filter a search.";

    protected override ReadOnlySpan<byte> InputSchemaJson => """
        {"type":"object","properties":{
        "include_archived":{"type":"boolean","default":false},
        "max_tokens":{"type":"integer","minimum":1},
        "space":{"type":"string"}}}
        """u8;

    protected override JsonTypeInfo<TagReport> ResultType => WhiteMagicJson.Readable.TagReport;

    protected override async Task<TagReport> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        bool includeArchived = call.Arguments.Flag("include_archived", false);
        IMemorySpace space = await call.OpenSpaceAsync(cancellationToken);
        return (await space.ListTagsAsync(includeArchived, cancellationToken)).Within(call.MaxTokens);
    }

    protected override string Render(TagReport result) =>
        result.TotalUniqueTags == 0 ? "No tags." : string.Join(", ", result.Tags.Select(tag => $"{tag.Tag} {tag.Count}")) + TextForm.Omitted(result.Omitted);
}

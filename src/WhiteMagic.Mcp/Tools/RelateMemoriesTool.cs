using System.Text.Json.Serialization.Metadata;
using WhiteMagic.Graph;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp.Tools;

internal sealed class RelateMemoriesTool() : ResultTool<RelationReceipt>("relate_memories", "Relate two memories", ToolTraits.Idempotent)
{
    protected override string Description => "Link two memories, for example a decision that supersedes an older one.";

    protected override ReadOnlySpan<byte> InputSchemaJson => """
        {"type":"object","properties":{
        "source":{"type":"string","description":"filename that gets the link"},
        "target":{"type":"string","description":"filename it points at"},
        "relation":{"type":"string","enum":["relates_to","depends_on","implements","supersedes","informed_by","contradicts","consolidated_from"],"default":"relates_to"},
        "description":{"type":"string"},
        "space":{"type":"string"}},
        "required":["source","target"]}
        """u8;

    protected override JsonTypeInfo<RelationReceipt> ResultType => WhiteMagicJson.Readable.RelationReceipt;

    protected override async Task<RelationReceipt> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var relation = new RelationDraft
        {
            Source = call.Id("source"),
            Target = call.Id("target"),
            Relation = call.Arguments.Choice<RelationKind>("relation") ?? RelationKind.RelatesTo,
            Description = call.Arguments.OptionalText("description"),
        };
        IMemorySpace space = await call.OpenSpaceAsync(cancellationToken);
        return await space.RelateAsync(relation, cancellationToken);
    }

    protected override string Render(RelationReceipt result) =>
        $"{(result.Created ? "Linked" : "Linked already:")} {result.Source} → {result.Target}";
}

using System.Text.Json.Serialization.Metadata;
using WhiteMagic.Context;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp.Tools;

internal sealed class GetContextTool()
    : ResultTool<ContextPackage>("get_context", "Get context", ToolTraits.ReadOnly | ToolTraits.Idempotent)
{
    protected override string Description =>
        "Get one text of the memories that matter now; call when a conversation or task begins. "
        + "Tier 0: ~500 tokens, 1: ~3,000, 2: ~10,000.";

    protected override ReadOnlySpan<byte> InputSchemaJson => """
        {"type":"object","properties":{
        "tier":{"type":"integer","minimum":0,"maximum":2},
        "query":{"type":"string","description":"What the work is about"},
        "role":{"type":"string","description":"Kind of work, e.g. bug-fix"},
        "max_tokens":{"type":"integer","minimum":1},
        "space":{"type":"string"}},
        "required":["tier"]}
        """u8;

    protected override JsonTypeInfo<ContextPackage> ResultType => WhiteMagicJson.Readable.ContextPackage;

    protected override async Task<ContextPackage> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var request = new ContextRequest
        {
            Tier = (ContextTier)call.Arguments.Integer("tier", 0),
            Query = call.Arguments.OptionalText("query"),
            Role = call.Arguments.OptionalText("role"),
            MaxTokens = call.Arguments.OptionalInteger("max_tokens"),
        };
        IMemorySpace space = await call.OpenSpaceAsync(cancellationToken);
        return await space.GetContextAsync(request, cancellationToken);
    }

    protected override string Render(ContextPackage result) => result.Text;
}

using System.Text.Json.Serialization.Metadata;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp.Tools;

internal sealed class ReadMemoryTool()
    : ResultTool<MemoryView>("read_memory", "Read a memory", ToolTraits.ReadOnly | ToolTraits.Idempotent)
{
    protected override string Description => "Read one memory whole, with its version, tags and relations.";

    protected override ReadOnlySpan<byte> InputSchemaJson => """
        {"type":"object","properties":{
        "filename":{"type":"string","description":"Id as search or list gives it"},
        "include_metadata":{"type":"boolean","default":true},
        "max_tokens":{"type":"integer","minimum":1},
        "space":{"type":"string"}},
        "required":["filename"]}
        """u8;

    protected override JsonTypeInfo<MemoryView> ResultType => WhiteMagicJson.Readable.MemoryView;

    protected override async Task<MemoryView> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var request = new ReadRequest
        {
            Filename = call.Id("filename"),
            IncludeMetadata = call.Arguments.Flag("include_metadata", true),
            MaxTokens = call.Arguments.OptionalInteger("max_tokens"),
        };
        IMemorySpace space = await call.OpenSpaceAsync(cancellationToken);
        return await space.ReadAsync(request, cancellationToken);
    }

    protected override string Render(MemoryView result) => $"{TextForm.Heading(result)}\n\n{result.Content}";
}

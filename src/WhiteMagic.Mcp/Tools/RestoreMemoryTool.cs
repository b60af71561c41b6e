using System.Text.Json.Serialization.Metadata;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp.Tools;

internal sealed class RestoreMemoryTool() : ResultTool<RestoreReceipt>("restore_memory", "Restore a memory", ToolTraits.None)
{
    protected override string Description => "Bring an archived memory back, as the type it had unless another is given.";

    protected override ReadOnlySpan<byte> InputSchemaJson => """
        {"type":"object","properties":{
        "filename":{"type":"string"},
        "type":{"type":"string","enum":["short_term","long_term"]},
        "space":{"type":"string"}},
        "required":["filename"]}
        """u8;

    protected override JsonTypeInfo<RestoreReceipt> ResultType => WhiteMagicJson.Readable.RestoreReceipt;

    protected override async Task<RestoreReceipt> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        MemoryId id = call.Id("filename");
        MemoryKind? type = call.Arguments.Choice<MemoryKind>("type");
        IMemorySpace space = await call.OpenSpaceAsync(cancellationToken);
        return await space.RestoreAsync(id, type, cancellationToken);
    }

    protected override string Render(RestoreReceipt result) => $"Restored {result.Filename} as {TextForm.Kind(result.Type)}";
}

using System.Text.Json.Serialization.Metadata;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp.Tools;

internal sealed class DeleteMemoryTool()
    : ResultTool<DeleteReceipt>("delete_memory", "Delete a memory", ToolTraits.Destructive | ToolTraits.Idempotent)
{
    protected override string Description => "Archive a memory that no longer holds; restore_memory brings it back. With permanent it is gone for good.";

    protected override ReadOnlySpan<byte> InputSchemaJson => """
        {"type":"object","properties":{
        "filename":{"type":"string"},
        "permanent":{"type":"boolean","default":false},
        "space":{"type":"string"}},
        "required":["filename"]}
        """u8;

    protected override JsonTypeInfo<DeleteReceipt> ResultType => WhiteMagicJson.Readable.DeleteReceipt;

    protected override async Task<DeleteReceipt> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        MemoryId id = call.Id("filename");
        bool permanent = call.Arguments.Flag("permanent", false);
        IMemorySpace space = await call.OpenSpaceAsync(cancellationToken);
        return await space.DeleteAsync(id, permanent, cancellationToken);
    }

    protected override string Render(DeleteReceipt result) => $"{result.Filename} {result.Action}";
}

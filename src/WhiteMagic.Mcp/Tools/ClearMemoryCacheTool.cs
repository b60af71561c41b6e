using System.Text.Json.Serialization.Metadata;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp.Tools;

internal sealed class ClearMemoryCacheTool()
    : ResultTool<CacheReceipt>("clear_memory_cache", "Clear the cache", ToolTraits.Idempotent)
{
    protected override string Description => "Drop what is held of files already read. Rarely needed: edits are seen by themselves.";

    protected override ReadOnlySpan<byte> InputSchemaJson => """
        {"type":"object","properties":{"space":{"type":"string"}}}
        """u8;

    protected override JsonTypeInfo<CacheReceipt> ResultType => WhiteMagicJson.Readable.CacheReceipt;

    protected override async Task<CacheReceipt> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        IMemorySpace space = await call.OpenSpaceAsync(cancellationToken);
        return await space.ClearCacheAsync(cancellationToken);
    }

    protected override string Render(CacheReceipt result) => $"Cleared {result.Cleared}";
}

using System.Text.Json.Serialization.Metadata;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp.Tools;

internal sealed class BatchReadMemoriesTool()
    : ResultTool<BatchReadResult>("batch_read_memories", "Read several memories", ToolTraits.ReadOnly | ToolTraits.Idempotent)
{
    protected override string Description => "Read several memories in one call; one that cannot be read fails alone.";

    protected override ReadOnlySpan<byte> InputSchemaJson => """
        {"type":"object","properties":{
        "filenames":{"type":"array","items":{"type":"string"}},
        "max_tokens":{"type":"integer","minimum":1,"description":"For all together"},
        "space":{"type":"string"}},
        "required":["filenames"]}
        """u8;

    protected override JsonTypeInfo<BatchReadResult> ResultType => WhiteMagicJson.Readable.BatchReadResult;

    protected override async Task<BatchReadResult> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var request = new BatchReadRequest
        {
            Filenames = call.Names("filenames"),
            MaxTokens = call.Arguments.OptionalInteger("max_tokens"),
        };
        IMemorySpace space = await call.OpenSpaceAsync(cancellationToken);
        return await space.ReadManyAsync(request, cancellationToken);
    }

    protected override string Render(BatchReadResult result) => string.Join(
        "\n\n",
        result.Results.Select(item => item.Memory is { } memory
            ? $"# {TextForm.Heading(memory)}\n\n{memory.Content}"
            : $"# {item.Filename}: {item.Error}"));
}

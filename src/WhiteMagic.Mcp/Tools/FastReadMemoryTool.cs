using System.Text.Json.Serialization.Metadata;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp.Tools;

internal sealed class FastReadMemoryTool()
    : ResultTool<MemoryLines>("fast_read_memory", "Read lines of a memory", ToolTraits.ReadOnly | ToolTraits.Idempotent)
{
    protected override string Description => "Read a line range of a memory's file, such as around a passage search gave. Cheaper than read_memory.";

    protected override ReadOnlySpan<byte> InputSchemaJson => """
        {"type":"object","properties":{
        "filename":{"type":"string"},
        "lines":{"type":"string","description":"10-20, 10-, -20 or 10; all if left out"},
        "max_tokens":{"type":"integer","minimum":1},
        "space":{"type":"string"}},
        "required":["filename"]}
        """u8;

    protected override JsonTypeInfo<MemoryLines> ResultType => WhiteMagicJson.Readable.MemoryLines;

    protected override async Task<MemoryLines> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var request = new ReadLinesRequest
        {
            Filename = call.Id("filename"),
            Lines = LineRange.Parse(call.Arguments.OptionalText("lines")),
            MaxTokens = call.Arguments.OptionalInteger("max_tokens"),
        };
        IMemorySpace space = await call.OpenSpaceAsync(cancellationToken);
        return await space.ReadLinesAsync(request, cancellationToken);
    }

    protected override string Render(MemoryLines result) => result.Text;
}

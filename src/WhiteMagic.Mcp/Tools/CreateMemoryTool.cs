using System.Text.Json.Serialization.Metadata;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp.Tools;

internal sealed class CreateMemoryTool() : ResultTool<MemoryReceipt>("create_memory", "Create a memory", ToolTraits.None)
{
    protected override string Description =>
        "Save something worth knowing in later conversations: a decision and why, a solution, a fact, a preference. "
        + "Search first; if a memory covers it, update_memory instead.";

    protected override ReadOnlySpan<byte> InputSchemaJson => """
        {"type":"object","properties":{
        "title":{"type":"string","description":"Short, specific, in words one would search for"},
        "content":{"type":"string","description":"Markdown"},
        "type":{"type":"string","enum":["short_term","long_term"],"default":"short_term","description":"long_term: knowledge to keep"},
        "tags":{"type":"array","items":{"type":"string"}},
        "idempotency_key":{"type":"string","description":"Sent again, gives the memory first created"},
        "space":{"type":"string"}},
        "required":["title","content"]}
        """u8;

    protected override JsonTypeInfo<MemoryReceipt> ResultType => WhiteMagicJson.Readable.MemoryReceipt;

    protected override async Task<MemoryReceipt> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var draft = new MemoryDraft
        {
            Title = call.Arguments.Text("title"),
            Content = call.Arguments.Text("content"),
            Type = call.Arguments.Choice<MemoryKind>("type") ?? MemoryKind.ShortTerm,
            Tags = call.Arguments.Texts("tags"),
            IdempotencyKey = call.Arguments.OptionalText("idempotency_key"),
        };
        IMemorySpace space = await call.OpenSpaceAsync(cancellationToken);
        return await space.CreateAsync(draft, cancellationToken);
    }

    protected override string Render(MemoryReceipt result) => $"Created {result.Filename}";
}

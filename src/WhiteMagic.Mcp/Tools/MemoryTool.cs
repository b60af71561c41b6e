using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace WhiteMagic.Mcp.Tools;

/// <summary>One operation as a tool: what a model is shown of it, and how it is called.</summary>
internal abstract class MemoryTool(string name, string title, ToolTraits traits)
{
    private JsonElement? _inputSchema;

    public string Name { get; } = name;

    public ToolTraits Traits { get; } = traits;

    /// <summary>What the arguments may be; arguments are checked against it.</summary>
    public JsonElement InputSchema => _inputSchema ??= Parse(InputSchemaJson);

    /// <summary>What it does and when to use it, for a model, in few tokens.</summary>
    protected abstract string Description { get; }

    protected abstract ReadOnlySpan<byte> InputSchemaJson { get; }

    public Tool Describe() => new()
    {
        Name = Name,
        Title = title,
        Description = Description,
        InputSchema = InputSchema,
        OutputSchema = OutputSchemas.Of(Name),
        Annotations = new ToolAnnotations
        {
            ReadOnlyHint = Traits.HasFlag(ToolTraits.ReadOnly),
            DestructiveHint = Traits.HasFlag(ToolTraits.Destructive),
            IdempotentHint = Traits.HasFlag(ToolTraits.Idempotent),
            OpenWorldHint = false,
        },
    };

    public abstract Task<CallToolResult> InvokeAsync(ToolCall call, CancellationToken cancellationToken);

    private static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return JsonElement.ParseValue(ref reader);
    }
}

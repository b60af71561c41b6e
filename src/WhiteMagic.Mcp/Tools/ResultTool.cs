using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol.Protocol;

namespace WhiteMagic.Mcp.Tools;

/// <summary>A tool whose result is one record, given as structured content and as a short text.</summary>
internal abstract class ResultTool<TResult>(string name, string title, ToolTraits traits) : MemoryTool(name, title, traits)
    where TResult : class
{
    protected abstract JsonTypeInfo<TResult> ResultType { get; }

    public override async Task<CallToolResult> InvokeAsync(ToolCall call, CancellationToken cancellationToken)
    {
        int? maxTokens = call.Arguments.Accepts("max_tokens") ? call.Arguments.OptionalInteger("max_tokens") : null;
        TResult result = await RunAsync(call, cancellationToken);
        return new CallToolResult
        {
            StructuredContent = JsonSerializer.SerializeToElement(result, ResultType),
            Content = [new TextContentBlock { Text = TextBudget.Cut(Render(result), maxTokens) }],
        };
    }

    protected abstract Task<TResult> RunAsync(ToolCall call, CancellationToken cancellationToken);

    /// <summary>Says the result in as few words as tell it.</summary>
    protected abstract string Render(TResult result);
}

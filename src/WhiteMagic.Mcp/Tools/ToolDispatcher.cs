using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using WhiteMagic.Diagnostics;
using WhiteMagic.Mcp.Transport;

namespace WhiteMagic.Mcp.Tools;

/// <summary>Lists the tools and calls them; whatever goes wrong becomes an answer.</summary>
internal sealed class ToolDispatcher(ToolCatalog catalog, LazySpaces spaces, McpServerSettings settings)
{
    public ValueTask<ListToolsResult> ListAsync(RequestContext<ListToolsRequestParams> request, CancellationToken cancellationToken)
    {
        Paging.RequireNone(request.Params?.Cursor);
        return ValueTask.FromResult(Caching.Stable(request, new ListToolsResult { Tools = catalog.Descriptions }));
    }

    public async ValueTask<CallToolResult> CallAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        MemoryTool tool = catalog.Find(request.Params?.Name) ?? throw Unknown(request.Params?.Name ?? string.Empty);
        ProgressReporter? progress = request.Params?.ProgressToken is { } token
            ? new ProgressReporter(request.Server, token, settings.Clock)
            : null;
        using IDisposable scope = ProgressScope.Begin(progress);
        try
        {
            var call = new ToolCall(new ToolArguments(tool.InputSchema, ReceivedArguments.Of(request)), spaces, progress);
            CallToolResult result = await tool.InvokeAsync(call, cancellationToken);
            await (progress?.CompleteAsync() ?? Task.CompletedTask);
            return result;
        }
        catch (Exception e) when (Failures.IsOurs(e, cancellationToken))
        {
            await (progress?.FlushAsync() ?? Task.CompletedTask);
            return Failure(await settings.ExplainAsync(e, tool.Name));
        }
    }

    private static CallToolResult Failure(string message) => new() { IsError = true, Content = [new TextContentBlock { Text = message }] };

    private McpProtocolException Unknown(string name)
    {
        string remedy = Nearest.Of(name, catalog.Names) is { } nearest ? $"did you mean {nearest}?" : "tools/list gives those there are.";
        return new McpProtocolException($"Unknown tool: '{(name.Length <= 64 ? name : name[..64])}'; {remedy}", McpErrorCode.InvalidParams);
    }
}

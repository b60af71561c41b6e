using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using WhiteMagic.Mcp.Prompts;
using WhiteMagic.Mcp.Resources;
using WhiteMagic.Mcp.Tools;

namespace WhiteMagic.Mcp;

/// <summary>Puts together what the SDK's server is to answer with.</summary>
internal static class ServerOptions
{
    private const string Instructions =
        "A memory that outlasts this conversation, kept as Markdown files its owner can read. "
        + "When a task begins, get_context or search_memories for what is known; search again before deciding anything that may have been decided. "
        + "When something is decided, solved or learned that a later conversation needs, create_memory, or update_memory if one covers it. "
        + "Memories are named by filename; space picks another collection, max_tokens bounds an answer.";

    public static McpServerOptions Create(McpServerSettings settings, ToolCatalog catalog, LazySpaces spaces, CancellationToken inputEnded)
    {
        var tools = new ToolDispatcher(catalog, spaces, settings);
        var resources = new MemoryResources(spaces, settings);
        var prompts = new MemoryPrompts(spaces, settings);
        var completions = new MemoryCompletions(spaces, settings);
        var options = new McpServerOptions
        {
            ServerInfo = new Implementation { Name = "whitemagic", Title = "WhiteMagic", Version = settings.Version },
            ServerInstructions = Instructions,
            ScopeRequests = false,
            Handlers = new McpServerHandlers
            {
                ListToolsHandler = tools.ListAsync,
                CallToolHandler = tools.CallAsync,
                ListResourcesHandler = resources.ListAsync,
                ListResourceTemplatesHandler = MemoryResources.ListTemplatesAsync,
                ReadResourceHandler = resources.ReadAsync,
                ListPromptsHandler = MemoryPrompts.ListAsync,
                GetPromptHandler = prompts.GetAsync,
                CompleteHandler = completions.CompleteAsync,
                SubscriptionsListenHandler = (request, cancellationToken) => Subscriptions.ListenAsync(request, inputEnded, cancellationToken),
            },
        };
        options.Filters.Message.IncomingFilters.Add(Readable);
        options.Filters.Message.OutgoingFilters.Add(next => (message, cancellationToken) => SendThenWarmAsync(next, message, spaces, cancellationToken));
        return options;
    }

    // The SDK reads parameters with exceptions of several kinds; the handlers here throw none of them.
    private static McpMessageHandler Readable(McpMessageHandler next) => async (message, cancellationToken) =>
    {
        try
        {
            await next(message, cancellationToken);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new McpProtocolException(
                "The parameters are not of the shape that this method takes; params is an object, and a tool's arguments are one too.",
                e,
                McpErrorCode.InvalidParams);
        }
    };

    // The store is opened once the client has its first answers, not while it waits for them.
    private static async Task SendThenWarmAsync(McpMessageHandler next, MessageContext message, LazySpaces spaces, CancellationToken cancellationToken)
    {
        await next(message, cancellationToken);
        if (message.JsonRpcMessage is JsonRpcResponse { Result: JsonObject result } && result.ContainsKey("tools"))
        {
            spaces.Warm();
        }
    }
}

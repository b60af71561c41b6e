using System.Text.Json;
using System.Text.Json.Nodes;
using WhiteMagic.Context;

namespace WhiteMagic.Cli.Demo;

/// <summary>Starts the MCP server as a client does, and ends it.</summary>
internal static class ServerActions
{
    private static readonly string[] Needed =
    [
        "create_memory", "search_memories", "read_memory", "fast_read_memory", "update_memory", "relate_memories",
        "delete_memory", "restore_memory", "list_tags", "get_context", "consolidate",
    ];

    public static IReadOnlyList<DemoAction> Start { get; } = [new("start the MCP server", StartAsync), new("list its tools", ListToolsAsync)];

    public static IReadOnlyList<DemoAction> Stop { get; } = [new("end the conversation", StopAsync)];

    private static async Task<string> StartAsync(DemoSession session, CancellationToken cancellationToken)
    {
        var hello = new JsonObject
        {
            ["protocolVersion"] = "2025-11-25",
            ["capabilities"] = new JsonObject(),
            ["clientInfo"] = new JsonObject { ["name"] = "wm demo", ["version"] = "1" },
        };
        ToolServer server = session.StartServer();
        JsonElement welcome = await server.RequestAsync("initialize", hello, cancellationToken).ConfigureAwait(false);
        await server.NotifyAsync("notifications/initialized", cancellationToken).ConfigureAwait(false);
        string? name = welcome.GetProperty("serverInfo").GetProperty("name").GetString();
        string? revision = welcome.GetProperty("protocolVersion").GetString();
        WrongResultException.ThrowUnless(name == "whitemagic" && revision == "2025-11-25", "whitemagic, protocol 2025-11-25", $"{name}, protocol {revision}");
        return $"its own process, protocol {revision}";
    }

    private static async Task<string> ListToolsAsync(DemoSession session, CancellationToken cancellationToken)
    {
        JsonElement listed = await session.Server.RequestAsync("tools/list", [], cancellationToken).ConfigureAwait(false);
        JsonElement[] tools = [.. listed.GetProperty("tools").EnumerateArray()];
        session.Tokens = tools.Sum(tool => TokenCounter.Count(
            $"{tool.GetProperty("name").GetString()}{tool.GetProperty("description").GetString()}{tool.GetProperty("inputSchema").GetRawText()}"));
        string[] missing = [.. Needed.Where(name => tools.All(tool => tool.GetProperty("name").GetString() != name))];
        WrongResultException.ThrowUnless(missing.Length == 0, "every tool", $"without {string.Join(", ", missing)}");
        return $"{tools.Length} tools";
    }

    private static async Task<string> StopAsync(DemoSession session, CancellationToken cancellationToken)
    {
        int? exit = await session.Server.StopAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        WrongResultException.ThrowUnless(exit == 0, "exit code 0", exit is null ? "it had to be killed" : $"exit code {exit}");
        return "the server left by itself";
    }
}

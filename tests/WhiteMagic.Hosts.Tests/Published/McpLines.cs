using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteMagic.Hosts.Tests.Published;

/// <summary>Writes the lines of an MCP session, and reads what was answered.</summary>
internal static class McpLines
{
    public const string Hello =
        """
        {"jsonrpc":"2.0","id":-1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
        {"jsonrpc":"2.0","method":"notifications/initialized"}

        """;

    public static string Create(int id, string content) =>
        Call(id, "create_memory", new JsonObject { ["title"] = $"Note {id}", ["content"] = content });

    public static string Search(int id) => Call(id, "search_memories", new JsonObject { ["query"] = "text" });

    /// <summary>Gives each answer by the id of what it answers; a line that is no message fails.</summary>
    public static Dictionary<int, JsonElement> Answers(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonElement.Parse(line)).ToDictionary(static answer => answer.GetProperty("id").GetInt32());

    /// <summary>Gives the names of the memories whose creation was acknowledged.</summary>
    public static IReadOnlyList<string> Acknowledged(Dictionary<int, JsonElement> answers) =>
        [.. answers.Values.Where(static answer => !IsRefused(answer)).Select(Filename).OfType<string>()];

    public static bool IsRefused(JsonElement answer) =>
        answer.TryGetProperty("error", out _) || (answer.GetProperty("result").TryGetProperty("isError", out JsonElement isError) && isError.GetBoolean());

    private static string? Filename(JsonElement answer) =>
        answer.GetProperty("result").TryGetProperty("structuredContent", out JsonElement receipt) && receipt.TryGetProperty("filename", out JsonElement name)
            ? name.GetString()
            : null;

    private static string Call(int id, string tool, JsonObject arguments) => new JsonObject
    {
        ["jsonrpc"] = "2.0",
        ["id"] = id,
        ["method"] = "tools/call",
        ["params"] = new JsonObject { ["name"] = tool, ["arguments"] = arguments },
    }.ToJsonString() + "\n";
}

using System.Text.Json;
using System.Text.Json.Nodes;
using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Processes;

/// <summary>Speaks with the published <c>wm mcp</c>, which works on many calls at once and answers in any order.</summary>
internal sealed class McpProtocol : IStoreProtocol
{
    public IReadOnlyList<string> Command(string folder) => [PublishedWm.Path, "mcp", "--base-dir", folder];

    public string Request(int number, string operation)
    {
        (string tool, JsonObject arguments) = Call(operation.Split('\t'));
        var request = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = number,
            ["method"] = "tools/call",
            ["params"] = new JsonObject { ["name"] = tool, ["arguments"] = arguments },
        };
        return request.ToJsonString();
    }

    public StoreAnswer? Answer(string line)
    {
        try
        {
            using var message = JsonDocument.Parse(line);
            int number = message.RootElement.GetProperty("id").GetInt32();
            JsonElement result = message.RootElement.GetProperty("result");
            return result.TryGetProperty("isError", out JsonElement isError) && isError.GetBoolean()
                ? new StoreAnswer(number, IsError: true, result.GetProperty("content")[0].GetProperty("text").GetString()!)
                : new StoreAnswer(number, IsError: false, Text(result.GetProperty("structuredContent")));
        }
        catch (JsonException)
        {
            // The kill came while it was written.
            return null;
        }
    }

    private static (string Tool, JsonObject Arguments) Call(string[] parts) => parts switch
    {
        ["create", var type, var title, var content] =>
            ("create_memory", new JsonObject { ["type"] = type, ["title"] = title, ["content"] = content }),
        ["append", var id, var text, var tag] =>
            ("update_memory", new JsonObject { ["filename"] = id, ["append"] = text, ["add_tags"] = new JsonArray(tag) }),
        ["archive", var id] => ("delete_memory", new JsonObject { ["filename"] = id }),
        ["restore", var id] => ("restore_memory", new JsonObject { ["filename"] = id }),
        ["consolidate"] => ("consolidate", new JsonObject { ["dry_run"] = false, ["min_age_days"] = 0 }),
        ["find", var query] => ("search_memories", new JsonObject { ["query"] = query, ["limit"] = 1000 }),
        _ => throw new ArgumentException($"No tool does {parts[0]}.", nameof(parts)),
    };

    private static string Text(JsonElement result)
    {
        if (result.TryGetProperty("matches", out JsonElement matches))
        {
            return string.Join('\t', matches.EnumerateArray().Select(static match => match.GetProperty("filename").GetString()));
        }

        return result.TryGetProperty("filename", out JsonElement filename) ? filename.GetString()! : result.GetRawText();
    }
}

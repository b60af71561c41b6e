using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using WhiteMagic.Bench.Corpus;

namespace WhiteMagic.Bench.Clients;

/// <summary>The JSON arguments of the tools that are measured.</summary>
internal static class ToolArguments
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Create(Document document) => new JsonObject
    {
        ["title"] = document.Title,
        ["content"] = document.Body,
        ["tags"] = new JsonArray([.. document.Tags.Select(tag => JsonValue.Create(tag))]),
    }.ToJsonString(Readable);

    public static string Search(string query) => new JsonObject { ["query"] = query }.ToJsonString(Readable);
}

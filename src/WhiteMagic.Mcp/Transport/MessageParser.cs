using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace WhiteMagic.Mcp.Transport;

/// <summary>Reads messages from their JSON.</summary>
internal static class MessageParser
{
    private static readonly JsonTypeInfo<JsonRpcMessage> MessageType =
        (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));

    /// <summary>Reads a message; null when it is none.</summary>
    public static JsonRpcMessage? Parse(ReadOnlySpan<byte> json)
    {
        // The SDK's reader answers wrong types with exceptions of several kinds; each means that this is no message.
        try
        {
            return ParseToolCall(json) ?? JsonSerializer.Deserialize(json, MessageType);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Reads a call of a tool with its arguments beside it, where the SDK would parse them four times; null when it looks like anything else.</summary>
    private static JsonRpcRequest? ParseToolCall(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\"tools/call\""u8) < 0)
        {
            return null;
        }

        JsonElement message = JsonElement.Parse(json);
        if (message.ValueKind != JsonValueKind.Object
            || message.GetPropertyCount() != 4
            || !IsText(message, "jsonrpc"u8, "2.0"u8)
            || !IsText(message, "method"u8, "tools/call"u8)
            || !message.TryGetProperty("id"u8, out JsonElement id) || ReadId(id) is not { } requestId
            || !message.TryGetProperty("params"u8, out JsonElement parameters) || parameters.ValueKind != JsonValueKind.Object
            || !parameters.TryGetProperty("arguments"u8, out JsonElement arguments) || arguments.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var request = new JsonRpcRequest { Id = requestId, Method = RequestMethods.ToolsCall, Params = Without(parameters, "arguments") };
        ReceivedArguments.Attach(request, arguments);
        return request;
    }

    private static bool IsText(JsonElement message, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text) =>
        message.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.ValueEquals(text);

    private static RequestId? ReadId(JsonElement id) => id.ValueKind switch
    {
        JsonValueKind.String => new RequestId(id.GetString()!),
        JsonValueKind.Number when id.TryGetInt64(out long number) => new RequestId(number),
        _ => null,
    };

    private static JsonObject Without(JsonElement parameters, string name)
    {
        var rest = new JsonObject();
        foreach (JsonProperty member in parameters.EnumerateObject())
        {
            if (!member.NameEquals(name))
            {
                rest[member.Name] = member.Value.ValueKind switch
                {
                    JsonValueKind.Object => JsonObject.Create(member.Value),
                    JsonValueKind.Array => JsonArray.Create(member.Value),
                    _ => JsonValue.Create(member.Value),
                };
            }
        }

        return rest;
    }
}

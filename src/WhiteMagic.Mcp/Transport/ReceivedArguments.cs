using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace WhiteMagic.Mcp.Transport;

/// <summary>The arguments of a call of a tool, which <see cref="MessageParser"/> keeps out of its parameters.</summary>
internal static class ReceivedArguments
{
    private const string Key = "whitemagic/arguments";

    public static void Attach(JsonRpcRequest request, JsonElement arguments)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonProperty argument in arguments.EnumerateObject())
        {
            values[argument.Name] = argument.Value;
        }

        request.Context = new JsonRpcMessageContext { Items = new Dictionary<string, object?>(StringComparer.Ordinal) { [Key] = values } };
    }

    /// <summary>Gives a call's arguments, however it was read.</summary>
    public static IDictionary<string, JsonElement>? Of(RequestContext<CallToolRequestParams> request) =>
        request.Items.TryGetValue(Key, out object? values) && values is IDictionary<string, JsonElement> kept ? kept : request.Params?.Arguments;
}

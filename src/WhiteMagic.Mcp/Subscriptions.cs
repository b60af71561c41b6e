using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace WhiteMagic.Mcp;

/// <summary>Keeps a subscription open without anything to tell: no list of this server changes while it runs.</summary>
internal static class Subscriptions
{
    private const string SubscriptionId = "io.modelcontextprotocol/subscriptionId";

    /// <summary>Acknowledges, then waits for the caller to leave; the SDK's own would wait on after the input ended.</summary>
    public static async ValueTask<EmptyResult> ListenAsync(
        RequestContext<SubscriptionsListenRequestParams> request, CancellationToken inputEnded, CancellationToken cancellationToken)
    {
        JsonNode? id = request.JsonRpcRequest.Id.Id switch
        {
            long number => JsonValue.Create(number),
            string text => JsonValue.Create(text),
            _ => null,
        };
        var acknowledged = new JsonRpcNotification
        {
            Method = NotificationMethods.SubscriptionsAcknowledgedNotification,
            Params = new JsonObject { ["notifications"] = new JsonObject(), ["_meta"] = new JsonObject { [SubscriptionId] = id } },
        };
        await request.Server.SendMessageAsync(acknowledged, cancellationToken);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(inputEnded, cancellationToken);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = either.Token.Register(ended.SetResult);
        await ended.Task;
        return new EmptyResult();
    }
}

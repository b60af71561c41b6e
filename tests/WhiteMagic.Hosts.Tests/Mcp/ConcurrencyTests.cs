using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using WhiteMagic.Diagnostics;

namespace WhiteMagic.Hosts.Tests.Mcp;

public sealed class ConcurrencyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_OneSlow_DoesNotHoldUpAnother()
    {
        await using var served = new ServedSpace();
        var release = new TaskCompletionSource();
        served.Spaces.Hooks.OnSearch = token => release.Task.WaitAsync(token);

        await served.SendAsync(ServedSpace.ToolCall(1, "search_memories", "{}"));
        JsonElement fast = await served.CallAsync(2, "list_tags", "{}");
        release.SetResult();
        JsonElement slow = await served.ReceiveAsync();

        Assert.Equal(2, fast.GetProperty("id").GetInt32());
        Assert.Equal(1, slow.GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task Call_Cancelled_CancelsTheOperationAndTheServerLivesOn()
    {
        await using var served = new ServedSpace();
        var begun = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        served.Spaces.Hooks.OnSearch = async token =>
        {
            begun.SetResult();
            await using CancellationTokenRegistration registration = token.Register(cancelled.SetResult);
            await Task.Delay(Timeout.Infinite, token);
        };

        await served.SendAsync(ServedSpace.ToolCall(1, "search_memories", "{}"));
        await begun.Task.WaitAsync(Cancellation);
        await served.SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""");
        await cancelled.Task.WaitAsync(Cancellation);
        JsonElement next = await served.CallAsync(2, "list_tags", "{}");

        Assert.Equal(2, next.GetProperty("id").GetInt32());
        Assert.Empty(served.Log);
    }

    [Fact]
    public async Task Consolidate_WithProgressToken_ReportsUpwardsNotTooOftenAndEndsComplete()
    {
        var clock = new FakeTimeProvider();
        await using var served = new ServedSpace(settings => settings with { Clock = clock });
        served.Spaces.Hooks.OnConsolidate = (progress, _) =>
        {
            for (int done = 1; done <= 50; done++)
            {
                progress!.Report(new WorkProgress(done, 60, "merging"));
                progress.Report(new WorkProgress(done - 1, 60, "going back"));
                clock.Advance(TimeSpan.FromMilliseconds(10));
            }

            return Task.CompletedTask;
        };
        await served.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"consolidate","arguments":{},"_meta":{"progressToken":"p"}}}""");

        var reported = new List<int>();
        JsonElement message;
        while (!(message = await served.ReceiveAsync()).TryGetProperty("result", out _))
        {
            Assert.Equal("p", message.GetProperty("params").GetProperty("progressToken").GetString());
            reported.Add(message.GetProperty("params").GetProperty("progress").GetInt32());
        }

        Assert.Equal([1, 11, 21, 31, 41, 60], reported);
    }

    // That client forgets a call's progress once it has the result, so the call waits until it was told.
    [Fact]
    public async Task Consolidate_ThroughTheSdksClient_TellsItBeforeTheResult()
    {
        await using var served = new ServedSpace();
        var told = new TaskCompletionSource<ProgressNotificationValue>();
        served.Spaces.Hooks.OnConsolidate = (progress, token) =>
        {
            progress!.Report(new WorkProgress(1, 2, "merging"));
            return told.Task.WaitAsync(token);
        };
        McpClient client = await served.ConnectAsync();

        await client.CallToolAsync("consolidate", progress: new DirectProgress(value => told.TrySetResult(value)), cancellationToken: Cancellation);
        ProgressNotificationValue first = await told.Task;

        Assert.Equal((1, 2, "merging"), ((int)first.Progress, (int)first.Total!, first.Message));
    }

    [Fact]
    public async Task Calls_ManyAtOnce_AreAllAnswered()
    {
        await using var served = new ServedSpace();
        await served.RememberAsync("Seed");
        McpClient client = await served.ConnectAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ =>
            client.CallToolAsync("search_memories", cancellationToken: Cancellation).AsTask()));

        Assert.All(results, result => Assert.NotEqual(true, result.IsError));
    }

    private sealed class DirectProgress(Action<ProgressNotificationValue> report) : IProgress<ProgressNotificationValue>
    {
        public void Report(ProgressNotificationValue value) => report(value);
    }
}

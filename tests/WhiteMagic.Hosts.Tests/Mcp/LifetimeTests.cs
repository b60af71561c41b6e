using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using WhiteMagic.Memories;

namespace WhiteMagic.Hosts.Tests.Mcp;

public sealed class LifetimeTests
{
    private const string Meta = """
        "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"t","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Initialize_OldRevision_IsSpoken()
    {
        await using var served = new ServedSpace();

        JsonElement result = (await served.AskAsync(
            """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}"""))
            .GetProperty("result");

        Assert.Equal("2025-11-25", result.GetProperty("protocolVersion").GetString());
        Assert.Equal("whitemagic", result.GetProperty("serverInfo").GetProperty("name").GetString());
        Assert.Equal("1.2.3", result.GetProperty("serverInfo").GetProperty("version").GetString());
        Assert.InRange(
            Microsoft.ML.Tokenizers.TiktokenTokenizer.CreateForEncoding("o200k_base").CountTokens(result.GetProperty("instructions").GetString()!), 1, 120);
    }

    [Fact]
    public async Task Discover_NewestRevision_IsSpokenWithoutAHandshake()
    {
        await using var served = new ServedSpace();

        JsonElement discovered = (await served.AskAsync($$$"""{"jsonrpc":"2.0","id":1,"method":"server/discover","params":{{{{Meta}}}}}""")).GetProperty("result");
        JsonElement listed = (await served.AskAsync($$$"""{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{{{{Meta}}}}}""")).GetProperty("result");

        Assert.Contains("2026-07-28", discovered.GetProperty("supportedVersions").EnumerateArray().Select(version => version.GetString()));
        Assert.Equal(16, listed.GetProperty("tools").GetArrayLength());
        Assert.Equal("private", listed.GetProperty("cacheScope").GetString());
        Assert.True(listed.GetProperty("ttlMs").GetInt64() > 0);
    }

    [Fact]
    public async Task ToolsList_Answered_OnlyThenIsTheStoreOpened()
    {
        var opened = new TaskCompletionSource();
        var spaces = new HookedSpaces();
        await using var served = new ServedSpace(settings => settings with
        {
            OpenSpaces = _ =>
            {
                opened.SetResult();
                return new(spaces);
            },
        });

        await served.InitializeAsync();
        Assert.False(opened.Task.IsCompleted);
        await served.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        await opened.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task OpeningTheStore_Fails_IsToldAndTriedAgain()
    {
        int tries = 0;
        await using var served = new ServedSpace(settings => settings with
        {
            OpenSpaces = _ => ++tries == 1 ? throw new MemoryConflictException("the store is being restored; try again") : new(new HookedSpaces()),
        });

        JsonElement first = (await served.CallAsync(1, "list_tags", "{}")).GetProperty("result");
        JsonElement second = (await served.CallAsync(2, "list_tags", "{}")).GetProperty("result");

        Assert.Contains("the store is being restored", first.ToString(), StringComparison.Ordinal);
        Assert.True(first.GetProperty("isError").GetBoolean());
        Assert.Contains("No tags.", second.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_Ends_CallsInFlightAreFinishedAndTheStoreClosed()
    {
        await using var served = new ServedSpace();
        (TaskCompletionSource begun, TaskCompletionSource release) = (new(), new());
        served.Spaces.Hooks.OnSearch = token =>
        {
            begun.SetResult();
            return release.Task.WaitAsync(token);
        };

        await served.SendAsync(ServedSpace.ToolCall(1, "search_memories", "{}"));
        await begun.Task.WaitAsync(Cancellation);
        served.EndInput();
        release.SetResult();
        JsonElement answer = await served.ReceiveAsync();
        await served.Running.WaitAsync(Cancellation);

        Assert.Contains("No memory matches.", answer.ToString(), StringComparison.Ordinal);
        Assert.True(served.Spaces.Disposed);
    }

    [Fact]
    public async Task Input_EndsDuringASubscription_TheServerEnds()
    {
        await using var served = new ServedSpace();

        JsonElement acknowledged = await served.AskAsync(
            $$$"""{"jsonrpc":"2.0","id":7,"method":"subscriptions/listen","params":{"notifications":{},{{{Meta}}}}}""");
        served.EndInput();
        await served.Running.WaitAsync(Cancellation);

        Assert.Equal("notifications/subscriptions/acknowledged", acknowledged.GetProperty("method").GetString());
        Assert.Equal(7, acknowledged.GetProperty("params").GetProperty("_meta").GetProperty("io.modelcontextprotocol/subscriptionId").GetInt32());
    }

    [Fact]
    public async Task Stop_WithACallInFlight_WaitsForItButNoLongerThanTheGrace()
    {
        var clock = new FakeTimeProvider();
        await using var served = new ServedSpace(settings => settings with { Clock = clock });
        (TaskCompletionSource begun, TaskCompletionSource cancelled) = (new(), new());
        served.Spaces.Hooks.OnSearch = async token =>
        {
            begun.SetResult();
            await using CancellationTokenRegistration registration = token.Register(cancelled.SetResult);
            await Task.Delay(Timeout.Infinite, token);
        };

        await served.SendAsync(ServedSpace.ToolCall(1, "search_memories", "{}"));
        await begun.Task.WaitAsync(Cancellation);
        served.Stop();
        Assert.False(served.Running.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(5));
        await cancelled.Task.WaitAsync(Cancellation);
        await served.Running.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task Settled_AMomentAfterTheToolsWereListedAndTheStoreIsOpen_Once()
    {
        var clock = new FakeTimeProvider();
        (int times, TaskCompletionSource settled) = (0, new());
        await using var served = new ServedSpace(settings => settings with
        {
            Clock = clock,
            Settled = () =>
            {
                times++;
                settled.SetResult();
            },
        });
        await served.InitializeAsync();
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, times);

        await served.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        await served.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/list"}""");
        while (!settled.Task.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        await served.AskAsync("""{"jsonrpc":"2.0","id":3,"method":"tools/list"}""");
        clock.Advance(TimeSpan.FromHours(1));
        await served.CallAsync(4, "list_tags", "{}");
        Assert.Equal(1, times);
    }
}

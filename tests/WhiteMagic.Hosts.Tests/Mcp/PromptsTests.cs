using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace WhiteMagic.Hosts.Tests.Mcp;

public sealed class PromptsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("remember", "content", "SQLite it is.", "SQLite it is.")]
    [InlineData("recall", "topic", "storage", "Files and an index.")]
    [InlineData("resume", "topic", "storage", "Files and an index.")]
    [InlineData("consolidate", "min_age_days", "30", "with min_age_days 30")]
    public async Task Get_EachPrompt_SaysWhatToDo(string name, string argument, string value, string expected)
    {
        await using var served = new ServedSpace();
        await served.RememberAsync("Storage", "Files and an index.");
        McpClient client = await served.ConnectAsync();

        GetPromptResult prompt = await client.GetPromptAsync(name, new Dictionary<string, object?> { [argument] = value }, cancellationToken: Cancellation);

        PromptMessage message = Assert.Single(prompt.Messages);
        Assert.Equal(Role.User, message.Role);
        Assert.Contains(expected, Assert.IsType<TextContentBlock>(message.Content).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_GivesTheFour()
    {
        await using var served = new ServedSpace();
        McpClient client = await served.ConnectAsync();

        IList<McpClientPrompt> prompts = await client.ListPromptsAsync(cancellationToken: Cancellation);

        Assert.Equal(["remember", "recall", "resume", "consolidate"], prompts.Select(prompt => prompt.Name));
    }

    [Fact]
    public async Task Complete_Tags_GivesThoseInUseAfterTheLastComma()
    {
        await using var served = new ServedSpace();
        await served.RememberAsync("One", "Text.", "decision", "design", "bug");
        McpClient client = await served.ConnectAsync();

        CompleteResult completed = await client.CompleteAsync(
            new PromptReference { Name = "remember" }, "tags", "bug, de", cancellationToken: Cancellation);

        Assert.Equal(["decision", "design"], completed.Completion.Values);
    }
}

using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using WhiteMagic.Memories;

namespace WhiteMagic.Hosts.Tests.Mcp;

public sealed class ResourcesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_ManyMemories_GoesThroughAllPages()
    {
        await using var served = new ServedSpace();
        for (int i = 0; i < 250; i++)
        {
            await served.RememberAsync($"Memory {i}");
        }

        McpClient client = await served.ConnectAsync();
        ListResourcesResult first = await client.ListResourcesAsync(new ListResourcesRequestParams(), Cancellation);
        IList<McpClientResource> all = await client.ListResourcesAsync(cancellationToken: Cancellation);

        Assert.Equal(104, first.Resources.Count);
        Assert.Equal(254, all.Select(resource => resource.Uri).Distinct().Count());
        Assert.Equal(
            ["memory://short_term", "memory://long_term", "memory://stats", "memory://tags"], all.Take(4).Select(resource => resource.Uri));
    }

    [Fact]
    public async Task Read_EveryListedResource_GivesItsText()
    {
        await using var served = new ServedSpace();
        await served.RememberAsync("漢字 [x] % memory", "Text of it.", "tag");
        McpClient client = await served.ConnectAsync();

        foreach (McpClientResource resource in await client.ListResourcesAsync(cancellationToken: Cancellation))
        {
            var contents = Assert.IsType<TextResourceContents>(Assert.Single((await client.ReadResourceAsync(resource.Uri, cancellationToken: Cancellation)).Contents));
            Assert.Equal(resource.MimeType, contents.MimeType);
            Assert.Equal(resource.Uri, contents.Uri);
            if (contents.MimeType == "application/json")
            {
                JsonElement.Parse(contents.Text);
            }
            else if (!contents.Uri.EndsWith("long_term", StringComparison.Ordinal))
            {
                Assert.Contains("memory", contents.Text, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("memory://stats/")]
    [InlineData("memory://default/stats")]
    [InlineData("MEMORY://tags")]
    public async Task Read_OtherSpelling_IsUnderstood(string uri)
    {
        await using var served = new ServedSpace();
        McpClient client = await served.ConnectAsync();

        Assert.Single((await client.ReadResourceAsync(uri, cancellationToken: Cancellation)).Contents);
    }

    [Fact]
    public async Task Read_ShortTerm_LinksTheMemories()
    {
        await using var served = new ServedSpace();
        MemoryId id = await served.RememberAsync("A [note]");
        McpClient client = await served.ConnectAsync();

        ReadResourceResult result = await client.ReadResourceAsync("memory://short_term", cancellationToken: Cancellation);

        Assert.Contains($"- 2026-11-23 [A \\[note\\]](memory://default/{id})", ((TextResourceContents)result.Contents[0]).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("memory://default/none.md")]
    [InlineData("memory://default/..%2F..%2Fetc%2Fpasswd")]
    [InlineData("memory://nothing")]
    [InlineData("memory://UPPER CASE/x.md")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    public async Task Read_Unknown_IsTheRevisionsErrorForIt(string uri)
    {
        await using var served = new ServedSpace();
        await served.InitializeAsync();
        string request = $$$"""{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"{{{uri}}}"}}""";

        JsonElement error = (await served.AskAsync(request)).GetProperty("error");

        Assert.Equal(-32002, error.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Read_UnknownOverTheNewestRevision_IsInvalidParams()
    {
        await using var served = new ServedSpace();
        McpClient client = await served.ConnectAsync();

        var error = await Assert.ThrowsAsync<McpProtocolException>(
            async () => await client.ReadResourceAsync("memory://default/none.md", cancellationToken: Cancellation));

        Assert.Equal(McpErrorCode.InvalidParams, error.ErrorCode);
        Assert.Contains("no memory is named none.md", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Templates_AreListedAndCompleted()
    {
        await using var served = new ServedSpace();
        MemoryId id = await served.RememberAsync("Findable");
        McpClient client = await served.ConnectAsync();

        McpClientResourceTemplate template = Assert.Single(await client.ListResourceTemplatesAsync(cancellationToken: Cancellation));
        var reference = new ResourceTemplateReference { Uri = template.UriTemplate };
        CompleteResult ids = await client.CompleteAsync(reference, "id", "finda", cancellationToken: Cancellation);
        CompleteResult spaces = await client.CompleteAsync(reference, "space", "def", cancellationToken: Cancellation);

        Assert.Equal([id.Value], ids.Completion.Values);
        Assert.Equal(["default"], spaces.Completion.Values);
    }
}

using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp.Resources;

/// <summary>Offers memories, and overviews of a space, as resources to read.</summary>
internal sealed class MemoryResources(LazySpaces spaces, McpServerSettings settings)
{
    private const int PageSize = 100;

    private static readonly Resource[] Overviews =
    [
        Overview(SpaceOverview.ShortTerm, "Short-term memories", "The newest short-term memories, one a line", MediaTypes.Markdown),
        Overview(SpaceOverview.LongTerm, "Long-term memories", "The newest long-term memories, one a line", MediaTypes.Markdown),
        Overview(SpaceOverview.Stats, "Statistics", "Counts of what the space holds", MediaTypes.Json),
        Overview(SpaceOverview.Tags, "Tags", "The tags in use and their counts", MediaTypes.Json),
    ];

    private static readonly ResourceTemplate[] Templates =
    [
        new()
        {
            Name = "memory",
            Title = "A memory",
            Description = "One memory's file, as it stands; id is its file name",
            UriTemplate = "memory://{space}/{id}",
            MimeType = MediaTypes.Markdown,
        },
    ];

    public static ValueTask<ListResourceTemplatesResult> ListTemplatesAsync(
        RequestContext<ListResourceTemplatesRequestParams> request, CancellationToken cancellationToken)
    {
        Paging.RequireNone(request.Params?.Cursor);
        return ValueTask.FromResult(Caching.Stable(request, new ListResourceTemplatesResult { ResourceTemplates = Templates }));
    }

    /// <summary>Lists the overviews, then the default space's active memories, newest first.</summary>
    public async ValueTask<ListResourcesResult> ListAsync(RequestContext<ListResourcesRequestParams> request, CancellationToken cancellationToken)
    {
        string? cursor = request.Params?.Cursor;
        try
        {
            IMemorySpace space = await spaces.OpenAsync(null, cancellationToken);
            MemoryPage page = await space.ListAsync(new ListQuery { Limit = PageSize, Cursor = cursor }, cancellationToken);
            IEnumerable<Resource> memories = page.Memories.Select(memory => Describe(space.Name, memory));
            return new ListResourcesResult { Resources = [.. cursor is null ? Overviews : [], .. memories], NextCursor = page.NextCursor };
        }
        catch (InvalidInputException e) when (cursor is not null)
        {
            throw Paging.Unknown(e);
        }
        catch (Exception e) when (Failures.IsOurs(e, cancellationToken))
        {
            throw new McpProtocolException(await settings.ExplainAsync(e, "resources/list"), e, McpErrorCode.InternalError);
        }
    }

    public async ValueTask<ReadResourceResult> ReadAsync(RequestContext<ReadResourceRequestParams> request, CancellationToken cancellationToken)
    {
        string uri = request.Params?.Uri ?? string.Empty;
        try
        {
            TextResourceContents contents = await ReadAsync(uri, cancellationToken);
            return new ReadResourceResult { Contents = [contents] };
        }
        catch (Exception e) when (e is InvalidInputException or MemoryNotFoundException)
        {
            McpErrorCode code = Caching.IsCurrent(request) ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound;
            throw new McpProtocolException($"Unknown resource {Shorten(uri)}: {e.Message}", e, code);
        }
        catch (Exception e) when (Failures.IsOurs(e, cancellationToken))
        {
            throw new McpProtocolException(await settings.ExplainAsync(e, "resources/read"), e, McpErrorCode.InternalError);
        }
    }

    private static Resource Overview(string name, string title, string description, string mimeType) => new()
    {
        Name = name,
        Title = title,
        Description = description,
        Uri = MemoryAddress.Scheme + name,
        MimeType = mimeType,
    };

    private static Resource Describe(SpaceName space, MemorySummary memory) => new()
    {
        Name = memory.Filename.Value,
        Title = memory.Title,
        Uri = MemoryAddress.Of(space, memory.Filename),
        MimeType = MediaTypes.Markdown,
        Annotations = new Annotations { LastModified = memory.Updated },
    };

    private static string Shorten(string uri) => uri.Length <= 200 ? uri : string.Concat(uri.AsSpan(0, 200), "…");

    private async Task<TextResourceContents> ReadAsync(string uri, CancellationToken cancellationToken)
    {
        (SpaceName? name, string what) = Parse(uri);
        IMemorySpace space = await spaces.OpenAsync(name, cancellationToken);
        if (SpaceOverview.IsOne(what))
        {
            (string overview, string mimeType) = await SpaceOverview.WriteAsync(space, what, cancellationToken);
            return new TextResourceContents { Uri = uri, MimeType = mimeType, Text = overview };
        }

        var request = new ReadLinesRequest { Filename = MemoryId.Parse(what, "uri") };
        MemoryLines lines = await space.ReadLinesAsync(request, cancellationToken);
        return new TextResourceContents { Uri = uri, MimeType = MediaTypes.Markdown, Text = lines.Text };
    }

    private static (SpaceName? Space, string What) Parse(string uri)
    {
        if (MemoryAddress.TryParse(uri, out MemoryAddress address))
        {
            return (SpaceName.Parse(address.Space, "uri"), address.Id);
        }

        string what = uri.StartsWith(MemoryAddress.Scheme, StringComparison.OrdinalIgnoreCase) ? uri[MemoryAddress.Scheme.Length..].TrimEnd('/') : string.Empty;
        return SpaceOverview.IsOne(what)
            ? (null, what)
            : throw new InvalidInputException("uri", "must be memory://space/id, or memory:// with short_term, long_term, stats or tags");
    }
}

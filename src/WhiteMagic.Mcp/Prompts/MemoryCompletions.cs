using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp.Prompts;

/// <summary>Completes tags, topics, spaces and ids as a person types them.</summary>
internal sealed class MemoryCompletions(LazySpaces spaces, McpServerSettings settings)
{
    private const int MostValues = 100;

    public async ValueTask<CompleteResult> CompleteAsync(RequestContext<CompleteRequestParams> request, CancellationToken cancellationToken)
    {
        string name = request.Params?.Argument?.Name ?? string.Empty;
        string typed = request.Params?.Argument?.Value ?? string.Empty;
        try
        {
            string[] fitting = name switch
            {
                "tags" => Complete(await TagsAsync(cancellationToken), typed[(typed.LastIndexOf(',') + 1)..].Trim()),
                "topic" => Complete(await TagsAsync(cancellationToken), typed),
                "space" => Complete((await (await spaces.OpenAsync(cancellationToken)).ListAsync(cancellationToken)).Select(space => space.Value), typed),
                "id" => Complete(await IdsAsync(request.Params?.Context, cancellationToken), typed),
                _ => [],
            };
            return new CompleteResult
            {
                Completion = new Completion { Values = [.. fitting.Take(MostValues)], Total = fitting.Length, HasMore = fitting.Length > MostValues },
            };
        }
        catch (Exception e) when (Failures.IsOurs(e, cancellationToken))
        {
            McpErrorCode code = e is InvalidInputException ? McpErrorCode.InvalidParams : McpErrorCode.InternalError;
            throw new McpProtocolException(await settings.ExplainAsync(e, "completion/complete"), e, code);
        }
    }

    // What begins as typed comes before what holds it somewhere: an id begins with its date, and few know that.
    private static string[] Complete(IEnumerable<string> known, string typed) =>
    [
        .. known.Where(value => value.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .OrderBy(value => value.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 0 : 1),
    ];

    private async Task<IEnumerable<string>> TagsAsync(CancellationToken cancellationToken)
    {
        IMemorySpace space = await spaces.OpenAsync(null, cancellationToken);
        TagReport report = await space.ListTagsAsync(false, cancellationToken);
        return report.Tags.Select(tag => tag.Tag);
    }

    private async Task<IEnumerable<string>> IdsAsync(CompleteContext? context, CancellationToken cancellationToken)
    {
        SpaceName? name = context?.Arguments is { } chosen && chosen.TryGetValue("space", out string? text) ? SpaceName.Parse(text) : null;
        IMemorySpace space = await spaces.OpenAsync(name, cancellationToken);
        MemoryPage page = await space.ListAsync(new ListQuery { Limit = ListQuery.MaxLimit }, cancellationToken);
        return page.Memories.Select(memory => memory.Filename.Value);
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp.Tools;

internal sealed class SearchMemoriesTool()
    : ResultTool<SearchResult>("search_memories", "Search memories", ToolTraits.ReadOnly | ToolTraits.Idempotent)
{
    protected override string Description =>
        "Find memories, best first, with matching passages. Use before answering from the past or starting work. "
        + "Query: words, \"phrase\", -without, tag:x, type:x, before:/after:date; empty lists the newest.";

    protected override ReadOnlySpan<byte> InputSchemaJson => """
        {"type":"object","properties":{
        "query":{"type":"string"},
        "type":{"type":"string","enum":["short_term","long_term"]},
        "tags":{"type":"array","items":{"type":"string"},"description":"All must match"},
        "include_archived":{"type":"boolean","default":false},
        "since":{"type":"string","description":"ISO 8601"},
        "until":{"type":"string"},
        "limit":{"type":"integer","minimum":1,"maximum":1000,"default":10},
        "mode":{"type":"string","enum":["auto","lexical","semantic","hybrid"],"default":"auto"},
        "granularity":{"type":"string","enum":["memory","passage"],"default":"memory"},
        "max_tokens":{"type":"integer","minimum":1},
        "space":{"type":"string"}}}
        """u8;

    protected override JsonTypeInfo<SearchResult> ResultType => WhiteMagicJson.Readable.SearchResult;

    protected override async Task<SearchResult> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        ToolArguments arguments = call.Arguments;
        var query = new MemoryQuery
        {
            Query = arguments.OptionalText("query"),
            Type = arguments.Choice<MemoryKind>("type"),
            Tags = arguments.Texts("tags"),
            IncludeArchived = arguments.Flag("include_archived", false),
            Since = arguments.Date("since"),
            Until = arguments.Date("until"),
            Limit = arguments.Integer("limit", 10),
            Mode = arguments.Choice<SearchMode>("mode") ?? SearchMode.Auto,
            Granularity = arguments.Choice<SearchGranularity>("granularity") ?? SearchGranularity.Memory,
            MaxTokens = arguments.OptionalInteger("max_tokens"),
        };
        IMemorySpace space = await call.OpenSpaceAsync(cancellationToken);
        return await space.SearchAsync(query, cancellationToken);
    }

    protected override string Render(SearchResult result)
    {
        if (result.Matches.Count == 0)
        {
            return result.Total == 0
                ? "No memory matches."
                : string.Create(CultureInfo.InvariantCulture, $"{result.Total} match, but none fits in max_tokens; allow more.");
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{result.Matches.Count} of {result.Total}");
        foreach (MemoryMatch match in result.Matches)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{match.Filename} — {match.Title}{TextForm.Tags(match.Tags)} ({match.Score:0.##})");
            if (result.Passages is null)
            {
                AppendPassages(text, match.Passages);
            }
        }

        if (result.Passages is { } passages)
        {
            text.Append("\n\nPassages:");
            AppendPassages(text, passages);
        }

        return text.ToString();
    }

    private static void AppendPassages(StringBuilder text, IReadOnlyList<Passage> passages)
    {
        foreach (Passage passage in passages)
        {
            string of = passage.Filename is { } filename ? $"{filename} " : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"\n  {of}{passage.StartLine}-{passage.EndLine}: {TextForm.OneLine(passage.Text)}");
        }
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using WhiteMagic.Consolidation;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp.Tools;

internal sealed class ConsolidateTool() : ResultTool<ConsolidationReport>("consolidate", "Consolidate memories", ToolTraits.Destructive)
{
    protected override string Description =>
        "Promote old short-term memories with telling tags to long_term and merge the rest; sources go to the archive. "
        + "Only a plan unless dry_run is false: show the plan first.";

    protected override ReadOnlySpan<byte> InputSchemaJson => """
        {"type":"object","properties":{
        "dry_run":{"type":"boolean","default":true},
        "min_age_days":{"type":"integer","minimum":0,"default":7},
        "auto_promote_tags":{"type":"array","items":{"type":"string"},"description":"Default: heuristic, pattern, proven, decision, insight"},
        "max_tokens":{"type":"integer","minimum":1},
        "space":{"type":"string"}}}
        """u8;

    protected override JsonTypeInfo<ConsolidationReport> ResultType => WhiteMagicJson.Readable.ConsolidationReport;

    protected override async Task<ConsolidationReport> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var request = new ConsolidationRequest
        {
            DryRun = call.Arguments.Flag("dry_run", true),
            MinAgeDays = call.Arguments.Integer("min_age_days", 7),
            AutoPromoteTags = call.Arguments.OptionalTexts("auto_promote_tags"),
        };
        IMemorySpace space = await call.OpenSpaceAsync(cancellationToken);
        return (await space.ConsolidateAsync(request, call.Progress, cancellationToken)).Within(call.MaxTokens);
    }

    protected override string Render(ConsolidationReport result)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{(result.DryRun ? "Plan for" : "Consolidated")} {result.Candidates} old memories: ");
        text.Append(CultureInfo.InvariantCulture, $"{result.Promoted.Count} promoted, {result.Archived.Count} archived into {result.Consolidated.Count}");
        foreach (ConsolidatedMemory memory in result.Consolidated)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{memory.Title} ← {string.Join(", ", memory.Sources)}");
        }

        foreach (var promoted in result.Promoted)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nlong_term: {promoted}");
        }

        return text.Append(TextForm.Omitted(result.Omitted)).ToString();
    }
}

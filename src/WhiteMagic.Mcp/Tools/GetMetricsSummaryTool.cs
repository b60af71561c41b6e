using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using WhiteMagic.Diagnostics;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp.Tools;

internal sealed class GetMetricsSummaryTool()
    : ResultTool<MetricsReport>("get_metrics_summary", "Summarise metrics", ToolTraits.ReadOnly | ToolTraits.Idempotent)
{
    protected override string Description => "Summarise tracked metrics: count, latest, average, range.";

    protected override ReadOnlySpan<byte> InputSchemaJson => """
        {"type":"object","properties":{
        "categories":{"type":"array","items":{"type":"string"},"description":"All if left out"},
        "max_tokens":{"type":"integer","minimum":1},
        "space":{"type":"string"}}}
        """u8;

    protected override JsonTypeInfo<MetricsReport> ResultType => WhiteMagicJson.Readable.MetricsReport;

    protected override async Task<MetricsReport> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> categories = call.Arguments.Texts("categories");
        IMemorySpace space = await call.OpenSpaceAsync(cancellationToken);
        return (await space.SummarizeMetricsAsync(categories, cancellationToken)).Within(call.MaxTokens);
    }

    protected override string Render(MetricsReport result) => result.Metrics.Count + result.Omitted == 0
        ? "No metrics."
        : string.Join('\n', result.Metrics.Select(metric => string.Create(
            CultureInfo.InvariantCulture,
            $"{metric.Category}/{metric.Metric}: {metric.Latest} (average {metric.Average:0.###}, {metric.Min} to {metric.Max}, {metric.Count} values)"))) + TextForm.Omitted(result.Omitted);
}

using System.Text.Json.Serialization.Metadata;
using WhiteMagic.Diagnostics;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp.Tools;

internal sealed class TrackMetricTool() : ResultTool<MetricReceipt>("track_metric", "Track a metric", ToolTraits.None)
{
    protected override string Description => "Keep a measured value, such as tokens used or tests passing.";

    protected override ReadOnlySpan<byte> InputSchemaJson => """
        {"type":"object","properties":{
        "category":{"type":"string","description":"a-z, 0-9, _ and -"},
        "metric":{"type":"string"},
        "value":{"type":"number"},
        "context":{"type":"string"},
        "space":{"type":"string"}},
        "required":["category","metric","value"]}
        """u8;

    protected override JsonTypeInfo<MetricReceipt> ResultType => WhiteMagicJson.Readable.MetricReceipt;

    protected override async Task<MetricReceipt> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var sample = new MetricSample
        {
            Category = call.Arguments.Text("category"),
            Metric = call.Arguments.Text("metric"),
            Value = call.Arguments.Number("value"),
            Context = call.Arguments.OptionalText("context"),
        };
        IMemorySpace space = await call.OpenSpaceAsync(cancellationToken);
        return await space.TrackMetricAsync(sample, cancellationToken);
    }

    protected override string Render(MetricReceipt result) => $"Tracked {result.Category}/{result.Metric} ({result.Count})";
}

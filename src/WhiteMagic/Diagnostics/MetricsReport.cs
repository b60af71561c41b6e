namespace WhiteMagic.Diagnostics;

/// <summary>A summary of each metric of the categories asked for, by category and name.</summary>
public sealed record MetricsReport
{
    /// <summary>The summaries.</summary>
    public required IReadOnlyList<MetricSummary> Metrics { get; init; }
}

namespace WhiteMagic.Diagnostics;

/// <summary>Says that a value was tracked.</summary>
public sealed record MetricReceipt
{
    /// <summary>Its category.</summary>
    public required string Category { get; init; }

    /// <summary>Its name.</summary>
    public required string Metric { get; init; }

    /// <summary>How many values the metric now has in this category.</summary>
    public required int Count { get; init; }
}

namespace WhiteMagic.Diagnostics;

/// <summary>What is known of one metric.</summary>
public sealed record MetricSummary
{
    /// <summary>Its category.</summary>
    public required string Category { get; init; }

    /// <summary>Its name.</summary>
    public required string Metric { get; init; }

    /// <summary>How many values were tracked.</summary>
    public required int Count { get; init; }

    /// <summary>The latest value.</summary>
    public required double Latest { get; init; }

    /// <summary>The mean of all values.</summary>
    public required double Average { get; init; }

    /// <summary>The least value.</summary>
    public required double Min { get; init; }

    /// <summary>The greatest value.</summary>
    public required double Max { get; init; }

    /// <summary>When the latest was tracked.</summary>
    public required DateTimeOffset LatestAt { get; init; }
}

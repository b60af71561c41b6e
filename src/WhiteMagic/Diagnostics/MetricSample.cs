using System.Text.Json.Serialization;

namespace WhiteMagic.Diagnostics;

/// <summary>One measured value.</summary>
public sealed record MetricSample
{
    /// <summary>Its category: lower-case letters, digits, <c>_</c> and <c>-</c>, at most 64.</summary>
    public required string Category { get; init; }

    /// <summary>What was measured, at most 200 characters.</summary>
    public required string Metric { get; init; }

    /// <summary>The value, a finite number.</summary>
    public required double Value { get; init; }

    /// <summary>What it was measured on, in the caller's words.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Context { get; init; }

    /// <summary>When; set by the space.</summary>
    public DateTimeOffset Timestamp { get; init; }
}

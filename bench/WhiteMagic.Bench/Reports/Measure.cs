namespace WhiteMagic.Bench.Reports;

/// <summary>One figure, what it stands beside and whether it is good enough.</summary>
internal sealed record Measure
{
    public required string Name { get; init; }

    public required double Value { get; init; }

    public required string Unit { get; init; }

    public double? Baseline { get; init; }

    /// <summary>The value divided by the baseline.</summary>
    public double? Ratio => Baseline is > 0 ? Value / Baseline : null;

    public string? Goal { get; init; }

    public bool Met { get; init; } = true;

    public static Measure AtMost(string name, double value, string unit, double limit, double? baseline = null) => new()
    {
        Name = name,
        Value = value,
        Unit = unit,
        Baseline = baseline,
        Goal = FormattableString.Invariant($"<= {limit} {unit}"),
        Met = value <= limit,
    };

    public static Measure RatioAtMost(string name, double value, string unit, double limit, double baseline) => new()
    {
        Name = name,
        Value = value,
        Unit = unit,
        Baseline = baseline,
        Goal = FormattableString.Invariant($"ratio <= {limit}"),
        Met = value <= limit * baseline,
    };

    /// <summary>A value that is to be so many times smaller than the baseline.</summary>
    public static Measure TimesLess(string name, double value, string unit, double times, double baseline) => new()
    {
        Name = name,
        Value = value,
        Unit = unit,
        Baseline = baseline,
        Goal = FormattableString.Invariant($">= {times}x less"),
        Met = value * times <= baseline,
    };

    public static Measure AtLeast(string name, double value, string unit, double limit, double? baseline = null) => new()
    {
        Name = name,
        Value = value,
        Unit = unit,
        Baseline = baseline,
        Goal = FormattableString.Invariant($">= {limit} {unit}"),
        Met = value >= limit,
    };

    public static Measure Exactly(string name, double value, string unit, double wanted, double? baseline = null) => new()
    {
        Name = name,
        Value = value,
        Unit = unit,
        Baseline = baseline,
        Goal = FormattableString.Invariant($"= {wanted} {unit}"),
        Met = value == wanted,
    };

    public static Measure Noted(string name, double value, string unit, double? baseline = null) => new()
    {
        Name = name,
        Value = value,
        Unit = unit,
        Baseline = baseline,
    };
}

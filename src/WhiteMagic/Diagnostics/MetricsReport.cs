using System.Text.Json.Serialization;
using WhiteMagic.Context;
using WhiteMagic.Memories;

namespace WhiteMagic.Diagnostics;

/// <summary>A summary of each metric of the categories asked for, by category and name.</summary>
public sealed record MetricsReport
{
    /// <summary>The summaries.</summary>
    public required IReadOnlyList<MetricSummary> Metrics { get; init; }

    /// <summary>How many summaries, the last, were left out to fit the tokens asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Omitted { get; init; }

    /// <summary>Gives the report with as many of its summaries as fit, counted as JSON.</summary>
    /// <exception cref="InvalidInputException">The tokens are below 1.</exception>
    public MetricsReport Within(int? maxTokens)
    {
        TextRules.Tokens(maxTokens);
        int left = maxTokens ?? int.MaxValue;
        IReadOnlyList<MetricSummary> kept = maxTokens is null ? Metrics : JsonBudget.Take(Metrics, WhiteMagicJson.Readable.MetricSummary, ref left);
        return this with { Metrics = kept, Omitted = Omitted + Metrics.Count - kept.Count };
    }
}

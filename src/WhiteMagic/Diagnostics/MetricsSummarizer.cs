using WhiteMagic.Memories;

namespace WhiteMagic.Diagnostics;

/// <summary>Tracks values and summarises them.</summary>
internal sealed class MetricsSummarizer(IMetricLog log, TimeProvider time)
{
    // Some milliseconds' worth.
    private const int ReportedSamples = 1000;

    public async Task<MetricReceipt> TrackAsync(MetricSample sample, CancellationToken cancellationToken)
    {
        MetricRules.Check(sample);
        await log.AppendAsync(sample with { Timestamp = time.GetWholeMilliseconds() }, cancellationToken).ConfigureAwait(false);
        MetricsReport report = await SummarizeAsync([sample.Category], cancellationToken).ConfigureAwait(false);
        int count = report.Metrics.First(summary => summary.Metric == sample.Metric).Count;
        return new MetricReceipt { Category = sample.Category, Metric = sample.Metric, Count = count };
    }

    public async Task<MetricsReport> SummarizeAsync(IReadOnlyList<string> categories, CancellationToken cancellationToken)
    {
        var summaries = new Dictionary<(string, string), MetricSummary>();
        long read = 0;
        await foreach (MetricSample sample in ReadAsync(categories, cancellationToken).ConfigureAwait(false))
        {
            if (++read % ReportedSamples == 0)
            {
                ProgressScope.Current?.Report(new WorkProgress(read, 0, "reading metrics"));
            }

            (string, string) key = (sample.Category, sample.Metric);
            summaries[key] = summaries.TryGetValue(key, out MetricSummary? summary) ? Add(summary, sample) : First(sample);
        }

        return new MetricsReport
        {
            Metrics = [.. summaries.Values
                .OrderBy(static summary => summary.Category, StringComparer.Ordinal)
                .ThenBy(static summary => summary.Metric, StringComparer.Ordinal)],
        };
    }

    public IAsyncEnumerable<MetricSample> ReadAsync(IReadOnlyList<string> categories, CancellationToken cancellationToken) =>
        log.ReadAsync([.. categories.Select(static category => MetricRules.Category(category, "categories"))], cancellationToken);

    private static MetricSummary First(MetricSample sample) => new()
    {
        Category = sample.Category,
        Metric = sample.Metric,
        Count = 1,
        Latest = sample.Value,
        Average = sample.Value,
        Min = sample.Value,
        Max = sample.Value,
        LatestAt = sample.Timestamp,
    };

    private static MetricSummary Add(MetricSummary summary, MetricSample sample) => summary with
    {
        Count = summary.Count + 1,
        Latest = sample.Value,
        // Divided before subtracted: the difference of two great values is none that JSON could hold.
        Average = summary.Average + (sample.Value / (summary.Count + 1) - summary.Average / (summary.Count + 1)),
        Min = Math.Min(summary.Min, sample.Value),
        Max = Math.Max(summary.Max, sample.Value),
        LatestAt = sample.Timestamp,
    };
}

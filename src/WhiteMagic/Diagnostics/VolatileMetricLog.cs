using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace WhiteMagic.Diagnostics;

/// <summary>Keeps measured values in the process's memory; they are gone with it.</summary>
public sealed class VolatileMetricLog : IMetricLog
{
    private readonly ConcurrentQueue<MetricSample> _samples = new();

    /// <inheritdoc/>
    public ValueTask AppendAsync(MetricSample sample, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sample);
        cancellationToken.ThrowIfCancellationRequested();
        _samples.Enqueue(sample);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<MetricSample> ReadAsync(IReadOnlyList<string> categories, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(categories);
        return Stream(Order([.. _samples], categories), cancellationToken);
    }

    // Grouped as a log with a file for each category gives them.
    private static IEnumerable<MetricSample> Order(MetricSample[] samples, IReadOnlyList<string> categories) =>
        categories.Count == 0
            ? samples.OrderBy(static sample => sample.Category, StringComparer.Ordinal)
            : categories.SelectMany(category => samples.Where(sample => sample.Category == category));

    private static async IAsyncEnumerable<MetricSample> Stream(
        IEnumerable<MetricSample> samples, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (MetricSample sample in samples)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return sample;
        }
    }
}

namespace WhiteMagic.Diagnostics;

/// <summary>Keeps measured values in the order they came. Safe for concurrent use, also among processes.</summary>
public interface IMetricLog
{
    /// <summary>Appends a value; durable on return.</summary>
    ValueTask AppendAsync(MetricSample sample, CancellationToken cancellationToken);

    /// <summary>Streams the values of some categories, or of all when none is named, oldest first in each.</summary>
    IAsyncEnumerable<MetricSample> ReadAsync(IReadOnlyList<string> categories, CancellationToken cancellationToken);
}

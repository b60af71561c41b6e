namespace WhiteMagic.Execution.Workers;

/// <summary>Tells what a service did for some workers: the median latency in seconds, and how many calls ended in a second.</summary>
internal readonly record struct ServiceState(int Workers, double Latency, double Rate)
{
    // What is measured is moved by chance, so that somewhat less than the full proportion is taken for it.
    private const double Mostly = 0.6;

    public static ServiceState Of(ConcurrencySample sample) =>
        new(Math.Clamp(sample.Peak, 1, Math.Max(1, sample.Limit)), Math.Max(LatencyReading.Tick, sample.Latency.TotalSeconds), sample.Ended / sample.Span.TotalSeconds);

    /// <summary>Whether calls still queued for these workers: more of them only took longer in proportion, and got no more done.</summary>
    public bool HasQueuedLike(ServiceState more) => Rate / more.Rate * (more.Latency / Latency) > Mostly * more.Workers / Workers;

    /// <summary>How many workers make calls run so long, where calls queue.</summary>
    public double WorkersFor(double latency) => Workers * latency / Latency;
}

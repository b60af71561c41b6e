using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace WhiteMagic.Execution.Diagnostics;

/// <summary>Holds the engine's activity source, its meter and the instruments; they cost a test of a flag while nobody listens.</summary>
internal static class Instruments
{
    public static readonly ActivitySource Source = new(ExecutionTelemetry.Name);

    private static readonly Meter Meter = new(ExecutionTelemetry.Name);

    public static readonly Histogram<double> JobDuration = Meter.CreateHistogram<double>(
        "whitemagic.job.duration", "s", "How long the attempts of a job ran, pauses between them left out.");

    public static readonly Histogram<double> JobWait = Meter.CreateHistogram<double>(
        "whitemagic.job.wait.duration", "s", "How long a job waited for its first worker once its dependencies had succeeded.");

    public static readonly Counter<long> JobTokens = Meter.CreateCounter<long>(
        "whitemagic.job.tokens", "{token}", "The tokens that jobs were charged.");

    public static readonly ObservableUpDownCounter<long> JobsReady = Meter.CreateObservableUpDownCounter(
        "whitemagic.job.queue.length", static () => LiveRuns.Read(static run => run.Ready), "{job}", "The jobs that wait for a worker.");

    public static readonly ObservableUpDownCounter<long> JobsRunning = Meter.CreateObservableUpDownCounter(
        "whitemagic.job.running", static () => LiveRuns.Read(static run => run.Running), "{job}", "The jobs that run.");

    public static readonly Histogram<double> PoolWait = Meter.CreateHistogram<double>(
        "whitemagic.pool.wait.duration", "s", "How long a call waited for a worker.");

    public static readonly ObservableUpDownCounter<long> PoolLimit = Meter.CreateObservableUpDownCounter(
        "whitemagic.pool.limit", static () => PoolFigures.Read(static pool => pool.Limit), "{worker}", "How many workers may be busy at once.");

    public static readonly ObservableUpDownCounter<long> PoolBusy = Meter.CreateObservableUpDownCounter(
        "whitemagic.pool.busy", static () => PoolFigures.Read(static pool => pool.Running), "{worker}", "The workers that are busy.");

    public static readonly ObservableUpDownCounter<long> PoolQueue = Meter.CreateObservableUpDownCounter(
        "whitemagic.pool.queue.length",
        static () => PoolFigures.Read(static pool => pool.Queued + pool.WaitingForRoom),
        "{call}",
        "The calls that wait for a worker, or for room in the queue.");

    public static readonly ObservableGauge<double> PoolUtilization = Meter.CreateObservableGauge(
        "whitemagic.pool.utilization", PoolFigures.ReadUtilization, "1", "The busy share of the limit.");

    public static readonly ObservableCounter<long> CacheRequests = Meter.CreateObservableCounter(
        "whitemagic.cache.requests", CacheFigures.ReadRequests, "{request}", "The calls that were answered at once, and those that were not.");

    public static readonly ObservableCounter<long> CacheComputations = Meter.CreateObservableCounter(
        "whitemagic.cache.computations", CacheFigures.ReadComputations, "{computation}", "The computations begun.");

    public static readonly ObservableCounter<long> CacheEvictions = Meter.CreateObservableCounter(
        "whitemagic.cache.evictions", CacheFigures.ReadEvictions, "{entry}", "The entries removed to make room.");

    public static readonly ObservableCounter<long> PipelineItems = Meter.CreateObservableCounter(
        "whitemagic.pipeline.items", PipelineFigures.ReadItems, "{item}", "What became of items in a stage.");

    public static readonly ObservableCounter<double> PipelineBusy = Meter.CreateObservableCounter(
        "whitemagic.pipeline.busy.time", PipelineFigures.ReadBusyTime, "s", "How long a stage's functions ran or were awaited.");

    public static readonly Counter<long> FileReads = Meter.CreateCounter<long>(
        "whitemagic.file.reads", "{file}", "The files that were read, or were not.");

    public static readonly Counter<long> FileBytes = Meter.CreateCounter<long>(
        "whitemagic.file.read.size", "By", "The bytes that were read of files.");

    public static readonly Counter<long> FileSearches = Meter.CreateCounter<long>(
        "whitemagic.file.searches", "{file}", "The files that were searched, or could not be.");

    public static readonly Counter<long> FileSearchBytes = Meter.CreateCounter<long>(
        "whitemagic.file.search.size", "By", "The bytes that were searched.");

    /// <summary>Makes the instruments known to listeners before the first of them is used.</summary>
    public static void Publish() => GC.KeepAlive(Meter);

    /// <summary>Tells listeners of a wait; what they throw is theirs, and never the call's.</summary>
    public static void RecordPoolWait(string pool, TimeSpan wait)
    {
        try
        {
            PoolWait.Record(wait.TotalSeconds, new KeyValuePair<string, object?>("whitemagic.pool.name", pool));
        }
        catch (Exception)
        {
            // Nothing here is worth a worker.
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using WhiteMagic.Execution.Diagnostics;

namespace WhiteMagic.Execution.Tests.Diagnostics;

/// <summary>Listens to the engine while it lives; other tests may be heard as well, so a test looks for names of its own.</summary>
internal sealed class Recorder : IDisposable
{
    private readonly ActivityListener _spans;
    private readonly MeterListener _meters = new();

    public Recorder()
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == ExecutionTelemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = Spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_spans);
        _meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == ExecutionTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measurements.Enqueue((instrument.Name, value, tags.ToArray())));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measurements.Enqueue((instrument.Name, value, tags.ToArray())));
        _meters.Start();
    }

    public ConcurrentQueue<Activity> Spans { get; } = [];

    public ConcurrentQueue<(string Instrument, double Value, KeyValuePair<string, object?>[] Tags)> Measurements { get; } = [];

    /// <summary>What an instrument has measured with a tag, the observed ones asked now.</summary>
    public double[] Observe(string instrument, string tag, params (string Tag, string Value)[] more)
    {
        Measurements.Clear();
        _meters.RecordObservableInstruments();
        return Measured(instrument, tag, more);
    }

    public double[] ObserveAll(string instrument)
    {
        Measurements.Clear();
        _meters.RecordObservableInstruments();
        return [.. Measurements.Where(found => found.Instrument == instrument).Select(static found => found.Value)];
    }

    public double[] Measured(string instrument, string tag, params (string Tag, string Value)[] more) =>
    [
        .. Measurements
            .Where(found => found.Instrument == instrument && found.Tags.Any(pair => tag.Equals(pair.Value))
                && more.All(wanted => found.Tags.Any(pair => pair.Key == wanted.Tag && wanted.Value.Equals(pair.Value))))
            .Select(static found => found.Value),
    ];

    public void Dispose()
    {
        _spans.Dispose();
        _meters.Dispose();
    }
}

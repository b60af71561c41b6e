#:project ../src/WhiteMagic.Execution/WhiteMagic.Execution.csproj

// Listens to the engine with nothing but the runtime; OpenTelemetry needs AddSource and AddMeter with the same name.
using System.Diagnostics;
using System.Diagnostics.Metrics;
using WhiteMagic.Execution.Diagnostics;
using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Workers;

using var spans = new ActivityListener
{
    ShouldListenTo = source => source.Name == ExecutionTelemetry.Name,
    Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
    ActivityStopped = span => Console.WriteLine($"span {span.OperationName} '{span.DisplayName}' {span.GetTagItem("whitemagic.job.state")} {span.GetTagItem("error.type")}"),
};
ActivitySource.AddActivityListener(spans);

using var meters = new MeterListener
{
    InstrumentPublished = (instrument, listener) =>
    {
        if (instrument.Meter.Name == ExecutionTelemetry.Name)
        {
            listener.EnableMeasurementEvents(instrument);
        }
    },
};
meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Show(instrument, value, tags));
meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Show(instrument, Math.Round(value, 2), tags));
meters.Start();

await using var pools = new WorkerPools(new WorkerPoolsOptions());
var graph = new JobGraph(
[
    new Job { Id = new("fetch"), Workload = WorkloadKind.Api, Work = (_, token) => Task.Delay(20, token) },
    new Job { Id = new("parse"), Dependencies = [new("fetch")], Work = (_, _) => throw new FormatException("Never told to anyone.") },
    new Job { Id = new("store"), Dependencies = [new("parse")], Work = (_, _) => Task.CompletedTask },
]);
await new JobScheduler(kind => pools[kind]).RunAsync(graph);
meters.RecordObservableInstruments();

static void Show<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
{
    var names = new List<string>();
    foreach (KeyValuePair<string, object?> tag in tags)
    {
        names.Add($"{tag.Key}={tag.Value}");
    }

    Console.WriteLine($"metric {instrument.Name} {value} {instrument.Unit} {string.Join(' ', names)}");
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using WhiteMagic.Execution.Diagnostics;

namespace WhiteMagic.Hosts.Tests.Cli;

/// <summary>How many workers <c>wm files</c> has, as the engine tells of them.</summary>
[Collection(nameof(FilesVerbTests))]
public sealed class FileWorkersTests : IDisposable
{
    private readonly WmBench _wm = new();
    private readonly ConcurrentQueue<long> _limits = [];
    private readonly MeterListener _pools = new();
    private readonly ActivityListener _spans;

    public FileWorkersTests()
    {
        _pools.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == ExecutionTelemetry.Name && instrument.Name == "whitemagic.pool.limit")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _pools.SetMeasurementEventCallback<long>((_, limit, tags, _) =>
        {
            if (tags is [{ Value: "files" }])
            {
                _limits.Enqueue(limit);
            }
        });
        _pools.Start();

        // When a batch or a search ends, its pool is still there.
        _spans = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == ExecutionTelemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = Look,
        };
        ActivitySource.AddActivityListener(_spans);
    }

    public void Dispose()
    {
        _spans.Dispose();
        _pools.Dispose();
        _wm.Dispose();
    }

    private void Look(Activity span)
    {
        if (span.OperationName is "file batch" or "file search")
        {
            _pools.RecordObservableInstruments();
        }
    }

    [Theory]
    [InlineData("", "", 64)]
    [InlineData("WM_PARALLEL__ENABLED", "false", 1)]
    [InlineData("WM_PARALLEL__IO_WORKERS", "3", 3)]
    [InlineData("WM_PARALLEL__MAX_WORKERS", "5", 5)]
    public async Task Files_ReadAndSearched_TakeAsManyWorkersAsTheSettingsSay(string setting, string value, int workers)
    {
        _wm.Environment[setting] = value;
        _wm.WriteFile("notes/a.md", "needle");

        Assert.Equal("needle", (await _wm.RunAsync("files", "read", "notes/a.md")).Out);
        Assert.Equal([workers], _limits.Distinct());

        _limits.Clear();
        Assert.Equal(["notes/a.md:1:needle"], (await _wm.RunAsync("files", "search", "needle", "notes")).Lines);
        Assert.Equal([workers], _limits.Distinct());
    }
}

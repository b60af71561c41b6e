using WhiteMagic.Execution.Pipelines;

namespace WhiteMagic.Execution.Interleavings.Tests.Pipelines;

/// <summary>Runs that are cancelled, left or disposed at any moment: each ends, no function goes on after that, and no item comes twice.</summary>
internal sealed class StopProgram(Exploration run)
{
    private readonly CancellationTokenSource _source = new();
    private int _atWork;

    public static Task RunAsync(Exploration run) => new StopProgram(run).RunAsync();

    private async Task RunAsync()
    {
        var pipeline = Pipeline.Start<int>()
            .AddStage("work", WorkAsync, 1 + run.Choose(3), 1 + run.Choose(3))
            .AddStage("negate", static item => -item, 1 + run.Choose(2));
        var options = new PipelineOptions { BufferSize = 1 + run.Choose(3), ChunkSize = 1 + run.Choose(3), TimeProvider = new ExploredTime() };
        var going = pipeline.Run(Enumerable.Range(0, 1 + run.Choose(12)), options, _source.Token);
        var stops = run.Choose(3);
        var stopping = stops == 0 ? Task.CompletedTask : run.Start("stop", () => StopAsync(going, stops == 1));
        HashSet<long> seen = [];
        var leavesAfter = run.Choose(2) == 0 ? run.Choose(5) : int.MaxValue;
        try
        {
            await foreach (var outcome in going)
            {
                run.Expect(seen.Add(outcome.Position), $"Item {outcome.Position} came twice.");
                if (seen.Count > leavesAfter)
                {
                    break;
                }
            }

            run.Expect(_atWork == 0, "The run has ended, and a function goes on.");
            run.Expect(
                going.Report is not { End: PipelineEnd.Completed } report || seen.Count == report.Taken,
                $"A run that was completed gave {seen.Count} outcomes.");
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            run.Expect(stops > 0, "A run that nobody stopped was stopped.");
        }

        await stopping;
    }

    private async Task StopAsync(PipelineRun<int> going, bool cancels)
    {
        await YieldAsync(6);
        if (cancels)
        {
            _source.Cancel();
        }
        else
        {
            await going.DisposeAsync();
            run.Expect(_atWork == 0, "The run is disposed, and a function goes on.");
        }
    }

    private async ValueTask<int> WorkAsync(int item, CancellationToken token)
    {
        _atWork++;
        try
        {
            await YieldAsync(3);
            if (run.Choose(8) == 0 && token.IsCancellationRequested)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }

            return item;
        }
        finally
        {
            _atWork--;
        }
    }

    private async Task YieldAsync(int most)
    {
        for (var i = run.Choose(most); i > 0; i--)
        {
            await Task.Yield();
        }
    }
}

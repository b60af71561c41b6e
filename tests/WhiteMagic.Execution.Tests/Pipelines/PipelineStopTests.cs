using CsCheck;
using WhiteMagic.Execution.Pipelines;

namespace WhiteMagic.Execution.Tests.Pipelines;

public sealed class PipelineStopTests
{
    [Fact]
    public Task Run_CancelledAnywhere_EndsEveryItemTakenInAnOutcome() => Trial.Any.SampleAsync(
        async trial =>
        {
            using var cancellation = new CancellationTokenSource();
            var probe = new Probe { ActAt = trial.Act, Act = cancellation.Cancel };

            var reading = await Reading.OfAsync(trial.Start(probe, token: cancellation.Token));

            Assert.Equal(cancellation.IsCancellationRequested, reading.Error is OperationCanceledException);
            Assert.Equal(reading.Error is null ? PipelineEnd.Completed : PipelineEnd.Cancelled, reading.Report.End);
            AssertDrained(trial, reading, probe);
        },
        iter: 1_500);

    [Fact]
    public Task Run_ThatStopsAtAFailure_EndsEveryItemTakenInAnOutcome() => Trial.Any.SampleAsync(
        async trial =>
        {
            var stopping = trial with { Options = trial.Options with { OnFailure = StageFailurePolicy.Stop } };
            var probe = new Probe();

            var reading = await Reading.OfAsync(stopping.Start(probe));

            Assert.Null(reading.Error);
            var end = reading.Report.Failed > 0 ? PipelineEnd.StoppedByFailure : PipelineEnd.Completed;
            Assert.Equal(end, reading.Report.End);
            AssertDrained(stopping, reading, probe);
        },
        iter: 500);

    [Fact]
    public Task Run_LeftAnywhere_EndsWithNothingRunning() => Trial.Any.SampleAsync(
        async trial =>
        {
            var probe = new Probe();

            var reading = await Reading.OfAsync(trial.Start(probe), leaveAfter: Math.Max(1, trial.Act));

            Assert.NotEqual(PipelineEnd.Open, reading.Report.End);
            Assert.Equal(0, probe.Active);
            Assert.True(probe.IsSourceDisposed);
        },
        iter: 500);

    [Fact]
    public Task Run_DisposedFromElsewhere_EndsTheEnumeration() => Trial.Any.SampleAsync(
        async trial =>
        {
            PipelineRun<long>? run = null;
            var disposed = Task.CompletedTask;
            var probe = new Probe { ActAt = trial.Act, Act = () => disposed = run!.DisposeAsync().AsTask() };
            run = trial.Start(probe);

            var reading = await Reading.OfAsync(run);
            await disposed;

            Assert.Null(reading.Error);
            Assert.True(reading.Report.End is PipelineEnd.Completed or PipelineEnd.Abandoned);
            Assert.Equal(0, probe.Active);
            Assert.True(probe.IsSourceDisposed);
        },
        iter: 500);

    [Fact]
    public Task Run_DisposedWhileItEnds_EndsOnce() => Gen.Int[0, 3].SampleAsync(
        async count =>
        {
            var run = Pipeline.Start<long>().Run(new Probe().Source(count));
            var reading = Reading.OfAsync(run);

            await Task.WhenAll(reading, Task.Run(async () => await run.DisposeAsync()));

            Assert.True((await reading).Error is null);
        },
        iter: 500);

    [Fact(Timeout = Reading.Guard)]
    public async Task Run_Cancelled_TellsWhereEachItemStood()
    {
        using var cancellation = new CancellationTokenSource();
        var inSecond = new TaskCompletionSource();
        var pipeline = Pipeline.Start<int>()
            .AddStage("first", x => x)
            .AddStage("second", async (x, token) =>
            {
                inSecond.TrySetResult();
                await new TaskCompletionSource().Task.WaitAsync(token);
                return x;
            });
        var run = pipeline.Run(Enumerable.Range(0, 3), cancellationToken: cancellation.Token);
        List<ItemOutcome<int>> outcomes = [];

        var reading = Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (var outcome in run)
            {
                outcomes.Add(outcome);
            }
        });
        await inSecond.Task.WaitAsync(TestContext.Current.CancellationToken);
        await cancellation.CancelAsync();
        var error = await reading;

        Assert.Equal(cancellation.Token, error.CancellationToken);
        Assert.Equal(run.Report.Taken, outcomes.Count);
        Assert.All(outcomes, o => Assert.Equal(OutcomeStatus.Cancelled, o.Status));
        Assert.All(outcomes, o => Assert.IsAssignableFrom<OperationCanceledException>(o.Error));
        Assert.Equal("second", outcomes[0].Stage);
    }

    [Fact(Timeout = Reading.Guard)]
    public async Task Run_ThatStopsAtAFailure_BeginsNothingMore()
    {
        var calls = 0;
        var pipeline = Pipeline.Start<int>()
            .AddStage("count", x => ++calls == 6 ? throw new FormatException() : x)
            .AddStage("as it is", x => x);
        var endless = Enumerable.InfiniteSequence(0, 1);
        var run = pipeline.Run(endless, new() { OnFailure = StageFailurePolicy.Stop }, TestContext.Current.CancellationToken);
        List<ItemOutcome<int>> outcomes = [];

        await foreach (var outcome in run)
        {
            outcomes.Add(outcome);
        }

        Assert.Equal(6, calls);
        Assert.Equal((OutcomeStatus.Failed, "count"), (outcomes[5].Status, outcomes[5].Stage));
        Assert.All(outcomes[6..], o => Assert.Equal(OutcomeStatus.Skipped, o.Status));
        Assert.All(outcomes[6..], o => Assert.Contains("item 5 failed in stage 'count'", o.Error!.Message, StringComparison.Ordinal));
        Assert.Equal(outcomes.Count, run.Report.Taken);
    }

    [Fact(Timeout = Reading.Guard)]
    public async Task Run_DisposedByItsOwnFunction_DoesNotWaitForItself()
    {
        PipelineRun<int>? run = null;
        var pipeline = Pipeline.Start<int>().AddStage("leave", async (x, _) =>
        {
            await run!.DisposeAsync();
            return x;
        });
        run = pipeline.Run(Enumerable.Range(0, 10), cancellationToken: TestContext.Current.CancellationToken);

        await foreach (var outcome in run)
        {
            Assert.Fail($"an outcome of {outcome.Position}");
        }

        Assert.Equal(PipelineEnd.Abandoned, run.Report.End);
    }

    [Fact(Timeout = Reading.Guard)]
    public async Task Run_LeftWhileAFunctionWorks_WaitsForIt()
    {
        var isLeft = false;
        var hasReturned = false;
        var pipeline = Pipeline.Start<int>().AddStage("work", async (x, token) =>
        {
            if (x == 0)
            {
                return x;
            }

            var cancelled = new TaskCompletionSource();
            await using var registration = token.Register(cancelled.SetResult);
            await cancelled.Task;
            hasReturned = !isLeft;
            return x;
        });

        await foreach (var outcome in pipeline.Run([0, 1], cancellationToken: TestContext.Current.CancellationToken))
        {
            Assert.Equal(0, outcome.Value);
            break;
        }

        isLeft = true;
        Assert.True(hasReturned);
    }

    [Fact]
    public async Task Run_CancelledBeforeItStarts_ReadsNothing()
    {
        var probe = new Probe();
        var run = Pipeline.Start<long>().Run(probe.Source(5), cancellationToken: new(canceled: true));

        var reading = await Reading.OfAsync(run);

        Assert.IsType<OperationCanceledException>(reading.Error);
        Assert.Equal(0, reading.Report.Taken);
    }

    private static void AssertDrained(Trial trial, Reading reading, Probe probe)
    {
        Assert.Equal(0, probe.Active);
        Assert.True(probe.IsSourceDisposed);
        Statistics.AssertAddUp(trial, reading);
        var positions = reading.Outcomes.Select(o => o.Position).ToList();
        if (trial.Options.Order == OutcomeOrder.Source)
        {
            Assert.Equal(positions.Order(), positions);
        }

        if (!trial.Stages.Any(s => s.IsSplit))
        {
            Assert.Equal(Enumerable.Range(0, (int)reading.Report.Taken).Select(i => (long)i), positions.Order());
        }

        Assert.Empty(reading.Outcomes
            .Where(o => o.Status is OutcomeStatus.Succeeded or OutcomeStatus.Failed)
            .Except(trial.Sequentially(trial.Count)));
    }
}

using WhiteMagic.Execution.Pipelines;

namespace WhiteMagic.Execution.Interleavings.Tests.Pipelines;

/// <summary>Random pipelines over few items, and what must hold of them: every item ends in one outcome, in order where that is asked for.</summary>
internal sealed class PipelineProgram(Exploration run)
{
    private readonly ExploredTime _time = new();
    private readonly int _items = 1 + run.Choose(12);
    private readonly OutcomeOrder _order = run.Choose(4) > 0 ? OutcomeOrder.Source : OutcomeOrder.Completion;
    private readonly bool _fails = run.Choose(4) == 0;

    public static Task RunAsync(Exploration run) => new PipelineProgram(run).RunAsync();

    private async Task RunAsync()
    {
        var pipeline = Pipeline.Start<int>()
            .AddStage("square", (item, _) => SquareAsync(item), 1 + run.Choose(3), 1 + run.Choose(4));
        pipeline = run.Choose(2) == 0 ? pipeline : pipeline.AddStage("negate", static item => -item, 1 + run.Choose(2), 1 + run.Choose(4));
        // Where the run stops, a split item may end in what it gave and in one outcome more.
        var policy = run.Choose(2) == 0 ? StageFailurePolicy.Stop : StageFailurePolicy.Continue;
        pipeline = policy == StageFailurePolicy.Stop || run.Choose(2) == 0 ? pipeline : pipeline.AddSplit("same", static item => new[] { item }, 1 + run.Choose(2), 1 + run.Choose(4));
        var options = new PipelineOptions
        {
            Order = _order,
            BufferSize = 1 + run.Choose(3),
            ChunkSize = 1 + run.Choose(3),
            TimeProvider = _time,
            OnFailure = policy,
        };
        List<ItemOutcome<int>> outcomes = [];
        await using var pipelineRun = pipeline.Run(Enumerable.Range(0, _items), options);
        await foreach (var outcome in pipelineRun)
        {
            outcomes.Add(outcome);
            run.Expect(outcomes.Count <= _items, "There are more outcomes than items.");
        }

        Check(outcomes, options, pipelineRun.Report);
    }

    private void Check(List<ItemOutcome<int>> outcomes, PipelineOptions options, PipelineReport report)
    {
        var positions = outcomes.ConvertAll(outcome => outcome.Position);
        run.Expect(
            options.Order == OutcomeOrder.Completion || positions.Zip(positions.Skip(1)).All(pair => pair.First < pair.Second),
            $"The outcomes came as {string.Join(" ", positions)}.");
        run.Expect(positions.Distinct().Count() == positions.Count, $"An item has two outcomes: {string.Join(" ", positions)}.");
        run.Expect(
            outcomes.Count == (int)report.Taken && (report.End == PipelineEnd.StoppedByFailure || outcomes.Count == _items),
            $"There are {outcomes.Count} outcomes of {_items} items, of which {report.Taken} were taken; the run is {report.End}.");
        foreach (var outcome in outcomes)
        {
            run.Expect(
                outcome.Status switch
                {
                    OutcomeStatus.Succeeded => Math.Abs(outcome.Value) == outcome.Position * outcome.Position,
                    OutcomeStatus.Failed => Fails((int)outcome.Position),
                    _ => options.OnFailure == StageFailurePolicy.Stop && _fails,
                },
                $"Item {outcome.Position} ended as {outcome}.");
        }
    }

    private bool Fails(int item) => _fails && item % 4 == 3;

    private async ValueTask<int> SquareAsync(int item)
    {
        for (var i = run.Choose(3); i > 0; i--)
        {
            await Task.Yield();
        }

        return Fails(item) ? throw new InvalidDataException("broken") : item * item;
    }
}

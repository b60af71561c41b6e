namespace WhiteMagic.Execution.Pipelines;

/// <summary>A stage behind all that is before it.</summary>
internal sealed class StageFlow<TIn, TOut>(
    Flow<TIn> before, StageDefinition stage, Func<WorkerSetup<TIn, TOut>, StageWorker<TIn, TOut>> createWorker) : Flow<TOut>
{
    public override Link<TOut> Open(RunPlan plan, int readers, int? bufferSize)
    {
        var input = before.Open(plan, stage.MaxParallel, stage.BufferSize);
        var isOrdered = plan.Options.Order == OutcomeOrder.Source && stage.MaxParallel > 1;
        var output = plan.AddLink<TOut>(bufferSize, readers, isOrdered);
        var all = plan.AddStage(stage);
        for (var i = 0; i < stage.MaxParallel; i++)
        {
            var counters = all[i] = new();
            var writer = output.AddWriter(plan.Options.ChunkSize, counters, plan.Run.Time);
            plan.AddPart(createWorker(new(plan.Run, stage, input, writer, counters)).RunAsync);
        }

        return output;
    }
}

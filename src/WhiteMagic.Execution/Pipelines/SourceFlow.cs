namespace WhiteMagic.Execution.Pipelines;

/// <summary>The source of whatever run it is.</summary>
internal sealed class SourceFlow<T> : Flow<T>
{
    public override Link<T> Open(RunPlan plan, int readers, int? bufferSize)
    {
        var link = plan.AddLink<T>(bufferSize, readers, ordered: false);
        var pump = new SourcePump<T>(plan.Run, link.AddWriter(plan.Options.ChunkSize, plan.SourceCounters, plan.Run.Time));
        var read = (Func<SourcePump<T>, Task>)plan.Source;
        plan.AddPart(() => read(pump));
        return link;
    }
}

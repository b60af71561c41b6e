namespace WhiteMagic.Execution.Pipelines;

/// <summary>Collects the parts of a run before any of them starts.</summary>
internal sealed class RunPlan(RunState run, object source)
{
    private readonly List<Func<Task>> _parts = [];
    private readonly List<(StageDefinition Stage, WorkCounters[] Workers)> _stages = [];

    public RunState Run => run;

    public PipelineOptions Options => run.Options;

    public object Source => source;

    public WorkCounters SourceCounters { get; } = new();

    public IReadOnlyList<(StageDefinition Stage, WorkCounters[] Workers)> Stages => _stages;

    public Link<T> AddLink<T>(int? bufferSize, int readers, bool ordered)
    {
        var link = new Link<T>(bufferSize ?? Options.BufferSize, readers, ordered);
        run.Add(link);
        return link;
    }

    public WorkCounters[] AddStage(StageDefinition stage)
    {
        var workers = new WorkCounters[stage.MaxParallel];
        _stages.Add((stage, workers));
        return workers;
    }

    public void AddPart(Func<Task> part) => _parts.Add(part);

    /// <summary>Starts all parts; the task ends when the last of them has.</summary>
    public Task StartAsync() => Task.WhenAll(_parts.ConvertAll(part => Task.Run(() => run.RunPartAsync(part))));
}

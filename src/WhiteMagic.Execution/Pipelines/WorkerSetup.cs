namespace WhiteMagic.Execution.Pipelines;

/// <summary>What a worker of a stage works with.</summary>
internal sealed record WorkerSetup<TIn, TOut>(
    RunState Run, StageDefinition Stage, Link<TIn> Input, LinkWriter<TOut> Output, WorkCounters Counters);

namespace WhiteMagic.Execution.Pipelines;

/// <summary>Something that items of a type come out of: the source, or a stage and all before it.</summary>
internal abstract class Flow<T>
{
    /// <summary>Sets up this part for a run, and gives the link that its items come by.</summary>
    public abstract Link<T> Open(RunPlan plan, int readers, int? bufferSize);
}

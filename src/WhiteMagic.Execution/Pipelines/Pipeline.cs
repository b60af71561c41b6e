namespace WhiteMagic.Execution.Pipelines;

/// <summary>Starts pipelines.</summary>
public static class Pipeline
{
    /// <summary>Gives a pipeline without stages, to add them to.</summary>
    /// <typeparam name="T">The type of the items that the source gives.</typeparam>
    /// <returns>A pipeline whose outcomes are the items of the source.</returns>
    public static Pipeline<T, T> Start<T>() => new(new SourceFlow<T>(), []);
}

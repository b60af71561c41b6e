namespace WhiteMagic.Execution.Pipelines;

/// <summary>Tells how a run went, or how it goes while it has not ended.</summary>
public sealed record PipelineReport
{
    /// <summary>Whether and how the run has ended.</summary>
    public required PipelineEnd End { get; init; }

    /// <summary>What the source, or the pipeline itself, threw; null where neither did.</summary>
    public Exception? Error { get; init; }

    /// <summary>How many items the source gave.</summary>
    public required long Taken { get; init; }

    /// <summary>How many outcomes with a value the consumer got.</summary>
    public required long Succeeded { get; init; }

    /// <summary>How many outcomes the consumer got of items that failed.</summary>
    public required long Failed { get; init; }

    /// <summary>How many outcomes the consumer got of items that were cancelled.</summary>
    public required long Cancelled { get; init; }

    /// <summary>How many outcomes the consumer got of items that were skipped.</summary>
    public required long Skipped { get; init; }

    /// <summary>How long the run took, or has taken so far.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>What each stage did, in their order.</summary>
    public required IReadOnlyList<StageStatistics> Stages { get; init; }
}

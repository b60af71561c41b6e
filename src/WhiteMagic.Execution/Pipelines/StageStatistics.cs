namespace WhiteMagic.Execution.Pipelines;

/// <summary>
/// Tells what a stage did in one run. In a stage that gives one for one, <see cref="In"/> is the sum of <see cref="Out"/>,
/// <see cref="Failed"/>, <see cref="Cancelled"/> and <see cref="Skipped"/> once the run has ended.
/// </summary>
public sealed record StageStatistics
{
    /// <summary>The stage's name.</summary>
    public required string Name { get; init; }

    /// <summary>How many items came to it with a value; those that ended in a stage before it are not counted.</summary>
    public required long In { get; init; }

    /// <summary>How many values it gave.</summary>
    public required long Out { get; init; }

    /// <summary>How many times its function threw.</summary>
    public required long Failed { get; init; }

    /// <summary>How many items ended here because the run was cancelled, before or while the function ran.</summary>
    public required long Cancelled { get; init; }

    /// <summary>How many items were not begun here because another one had failed.</summary>
    public required long Skipped { get; init; }

    /// <summary>How long its functions ran or were awaited, all workers together.</summary>
    public required TimeSpan BusyTime { get; init; }

    /// <summary>How often a worker waited for items.</summary>
    public required long InputWaits { get; init; }

    /// <summary>How long workers waited for items, all together; a stage with much of it is faster than the one before it.</summary>
    public required TimeSpan InputWaitTime { get; init; }

    /// <summary>How often a worker waited for room, or in an ordered run for its turn.</summary>
    public required long OutputWaits { get; init; }

    /// <summary>How long workers waited for room or turn, all together; a stage with much of it is faster than the next one.</summary>
    public required TimeSpan OutputWaitTime { get; init; }
}

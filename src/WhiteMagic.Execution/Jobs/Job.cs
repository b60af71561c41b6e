using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Jobs;

/// <summary>Describes one piece of work of a graph, what it waits for and what it is expected to cost.</summary>
public sealed record Job
{
    /// <summary>The name by which other jobs depend on it; unique within a graph.</summary>
    public required JobId Id { get; init; }

    /// <summary>What people read; the id when null.</summary>
    public string? Name { get; init; }

    /// <summary>The work. The token is cancelled when the job times out or is to stop; what is thrown becomes the outcome.</summary>
    public required Func<JobContext, CancellationToken, Task> Work { get; init; }

    /// <summary>Which class of the waiting jobs it belongs to.</summary>
    public JobPriority Priority { get; init; } = JobPriority.Normal;

    /// <summary>The jobs that must have succeeded before it starts; naming one twice means no more than once.</summary>
    public IReadOnlyList<JobId> Dependencies { get; init; } = [];

    /// <summary>How long it is expected to run, from zero to 10,000 days; null counts as the mean of the known ones.</summary>
    public TimeSpan? EstimatedDuration { get; init; }

    /// <summary>How many tokens an attempt is expected to use, from 0 to 10^12.</summary>
    public long EstimatedTokens { get; init; }

    /// <summary>When it must have ended; null when that does not matter. One that has passed is reported, not refused.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>How long one attempt may take, above zero; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How often and when it is tried again.</summary>
    public JobRetryPolicy Retry { get; init; } = JobRetryPolicy.None;

    /// <summary>Which pool's workers run it.</summary>
    public WorkloadKind Workload { get; init; } = WorkloadKind.Cpu;
}

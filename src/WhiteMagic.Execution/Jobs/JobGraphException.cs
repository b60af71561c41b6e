namespace WhiteMagic.Execution.Jobs;

/// <summary>Reports a graph that cannot run; nothing of it was started.</summary>
public sealed class JobGraphException : Exception
{
    internal JobGraphException(JobGraphFault fault, string message, JobId job = default, IReadOnlyList<JobId>? cycle = null)
        : base(message)
    {
        Fault = fault;
        Job = job;
        Cycle = cycle ?? [];
    }

    /// <summary>What is wrong.</summary>
    public JobGraphFault Fault { get; }

    /// <summary>The job at fault; the default where it has no id.</summary>
    public JobId Job { get; }

    /// <summary>The whole cycle, each job depending on the next, its first job again at the end; empty for other faults.</summary>
    public IReadOnlyList<JobId> Cycle { get; }
}

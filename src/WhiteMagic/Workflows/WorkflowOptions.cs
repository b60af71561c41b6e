namespace WhiteMagic.Workflows;

/// <summary>Bounds what a <see cref="WorkflowAdvisor"/> advises.</summary>
public sealed record WorkflowOptions
{
    private const int Most = 256;

    /// <summary>How many calls may be out at once: jobs of <see cref="Execution.Workers.WorkloadKind.Api"/>, and described operations of one
    /// batch. 10 unless set, from 1 to 256.</summary>
    /// <exception cref="InvalidInputException">It is not within that.</exception>
    public int MaxParallelCalls
    {
        get;
        init => field = value is >= 1 and <= Most
            ? value
            : throw new InvalidInputException("max_parallel_calls", $"{value} is out of range; give 1 to {Most}");
    } = 10;
}

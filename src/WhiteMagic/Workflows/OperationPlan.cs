using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Workflows;

/// <summary>Says which described operations wait for which, and which can be called together.</summary>
public sealed record OperationPlan
{
    /// <summary>The operations, as they were given.</summary>
    public required IReadOnlyList<WorkOperation> Operations { get; init; }

    /// <summary>What waits for what, by the operation that waits and then by the one waited for; one entry for two operations, and no cycles.</summary>
    public required IReadOnlyList<OperationDependency> Dependencies { get; init; }

    /// <summary>The dependencies that were found and left out because they would close a cycle with surer ones; their reasons say so.</summary>
    public required IReadOnlyList<OperationDependency> Contradictions { get; init; }

    /// <summary>The operations by their places from 0, in batches to be called together, one batch after the other; none is empty or has
    /// more than <see cref="MaxParallelCalls"/>.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Batches { get; init; }

    /// <summary>How many operations are called at once at most.</summary>
    public required int MaxParallelCalls { get; init; }

    /// <summary>Makes a graph of the operations, to run each as soon as its dependencies are done rather than in batches.</summary>
    /// <param name="call">Does one operation, given by its place from 0.</param>
    /// <returns>The graph; its jobs are called by id, or by number from 1 where there is none, and are <see cref="WorkloadKind.Api"/> calls,
    /// whose limit <see cref="WorkflowAdvice.Bound"/> holds.</returns>
    public JobGraph ToGraph(Func<int, CancellationToken, Task> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        ILookup<int, int> dependencies = Dependencies.ToLookup(static found => found.Operation, static found => found.DependsOn);
        return new JobGraph(Operations.Select((operation, place) => new Job
        {
            Id = IdOf(place),
            Name = operation.Text,
            Work = (_, token) => call(place, token),
            Dependencies = [.. dependencies[place].Select(IdOf)],
            Workload = WorkloadKind.Api,
        }));
    }

    private JobId IdOf(int place) => new(Operations[place].Id ?? OperationText.Number(place));
}

using WhiteMagic.Execution.Jobs;

namespace WhiteMagic.Workflows;

/// <summary>Advises how to run graphs of jobs and lists of described operations, by rules alone: the same question has the same answer.</summary>
/// <param name="options">What bounds the advice; the defaults when null.</param>
public sealed class WorkflowAdvisor(WorkflowOptions? options = null)
{
    private readonly int _maxParallelCalls = (options ?? new WorkflowOptions()).MaxParallelCalls;

    /// <summary>Says whether to run a graph and how: terrain, five factors, tokens, tier, and limits to run it with.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="conditions">The workers, the tokens and the time.</param>
    /// <exception cref="InvalidInputException">A condition is out of range.</exception>
    public WorkflowAdvice Advise(JobGraph graph, WorkflowConditions conditions)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(conditions);
        conditions.Workers.Check();
        var tokens = TokenStatus.Of(conditions.TokensUsed, conditions.TokenBudget);
        var tiers = new TierRules(graph, conditions.Workers, _maxParallelCalls);
        TerrainAssessment terrain = Assess(graph, tiers);
        (ConcurrencyTier tier, string reason) = tiers.Choose(terrain, tokens);
        JobPlan plan = tiers.Plan(tier);
        return new()
        {
            Terrain = terrain,
            Factors = new FactorRules(graph, plan, terrain, tokens, conditions.Now).Weigh(),
            Tokens = tokens,
            Tier = tier,
            TierReason = reason,
            MaxParallelCalls = _maxParallelCalls,
            Limits = tiers.Limits(tier),
            Plan = plan,
            RunOptions = new JobRunOptions { TokenBudget = tokens.Allowance },
        };
    }

    /// <summary>Tells the ground that a graph offers.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="workers">The workers that there are; the usual ones when null.</param>
    /// <exception cref="InvalidInputException">A number of workers is out of range.</exception>
    public TerrainAssessment AssessTerrain(JobGraph graph, WorkerCounts? workers = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        workers ??= new WorkerCounts();
        workers.Check();
        return Assess(graph, new TierRules(graph, workers, _maxParallelCalls));
    }

    /// <summary>Finds which of a list of described operations wait for which, and puts those that need not into batches.</summary>
    /// <param name="operations">Up to 1,000 operations, in the order in which one would do them.</param>
    /// <returns>The dependencies with their reasons, and batches of at most <see cref="WorkflowOptions.MaxParallelCalls"/>.</returns>
    /// <exception cref="InvalidInputException">An operation is without text or too long, two have the same id, or there are too many.</exception>
    public OperationPlan Plan(IReadOnlyList<WorkOperation> operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        OperationRules.Check(operations);
        WorkOperation[] kept = [.. operations];
        DependencyFinder finder = new([.. kept.Select(static (operation, place) => new OperationText(place, operation))]);
        finder.Find();
        return new()
        {
            Operations = kept,
            Dependencies = finder.Dependencies,
            Contradictions = finder.Contradictions,
            Batches = OperationBatches.Of(kept.Length, finder.Dependencies, _maxParallelCalls),
            MaxParallelCalls = _maxParallelCalls,
        };
    }

    private static TerrainAssessment Assess(JobGraph graph, TierRules tiers) =>
        TerrainRules.Assess(GraphMeasure.Of(graph, tiers.Widest, tiers.Limits(ConcurrencyTier.Tier256)), tiers.Widest.Makespan);
}

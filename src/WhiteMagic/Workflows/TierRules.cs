using System.Globalization;
using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Workflows;

/// <summary>Finds the tier of a graph by planning it with each.</summary>
internal sealed class TierRules(JobGraph graph, WorkerCounts workers, int maxParallelCalls)
{
    // A plan that is this little longer is as good, by estimates.
    private const double Enough = 1.05;

    private const ConcurrencyTier MostOnUnknownGround = ConcurrencyTier.Tier16;
    private const ConcurrencyTier MostUnderWarning = ConcurrencyTier.Tier16;

    private static readonly ConcurrencyTier[] Tiers = Enum.GetValues<ConcurrencyTier>();

    private readonly Dictionary<WorkerCounts, JobPlan> _plans = [];

    public JobPlan Widest => Plan(Tiers[^1]);

    /// <summary>The workers of each kind under a tier.</summary>
    public WorkerCounts Limits(ConcurrencyTier tier) => new()
    {
        Io = Math.Min(workers.Io, (int)tier),
        Cpu = Math.Min(workers.Cpu, (int)tier),
        Api = Math.Min(Math.Min(workers.Api, (int)tier), maxParallelCalls),
        Database = Math.Min(workers.Database, (int)tier),
    };

    public JobPlan Plan(ConcurrencyTier tier)
    {
        WorkerCounts limits = Limits(tier);
        if (!_plans.TryGetValue(limits, out JobPlan? plan))
        {
            PlannedPool[] pools = [.. Enum.GetValues<WorkloadKind>().Select(kind => new PlannedPool(limits[kind]))];
            plan = new JobScheduler(kind => pools[(int)kind]).Plan(graph);
            _plans.Add(limits, plan);
        }

        return plan;
    }

    public (ConcurrencyTier Tier, string Reason) Choose(TerrainAssessment terrain, TokenStatus tokens)
    {
        (ConcurrencyTier tier, string reason) = Shortest();
        if (terrain.Terrain == WorkflowTerrain.Precipitous && tier > MostOnUnknownGround)
        {
            (tier, reason) = (MostOnUnknownGround, Say($"Most durations are unknown, so no more than {(int)MostOnUnknownGround} at once."));
        }

        if (tokens.Level == TokenLevel.Warning && tier > MostUnderWarning)
        {
            (tier, reason) = (MostUnderWarning, Say($"Tokens run short, so no more than {(int)MostUnderWarning} at once."));
        }

        return tokens.Level == TokenLevel.Critical ? (Tiers[0], Say($"The tokens are all but used, so no more than {(int)Tiers[0]} at once.")) : (tier, reason);
    }

    private (ConcurrencyTier Tier, string Reason) Shortest()
    {
        TimeSpan best = Widest.Makespan;
        ConcurrencyTier tier = Array.Find(Tiers, tier => Plan(tier).Makespan.Ticks <= best.Ticks * Enough);
        return (tier, Say($"The plan takes {Plan(tier).Makespan:c} with at most {(int)tier} of a kind at once, and {best:c} with {(int)Tiers[^1]}."));
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

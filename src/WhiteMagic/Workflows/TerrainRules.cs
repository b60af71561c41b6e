using System.Globalization;

namespace WhiteMagic.Workflows;

/// <summary>Tells the ground of a graph from its figures.</summary>
internal static class TerrainRules
{
    private const double NarrowShare = 0.75;
    private const double UnknownShare = 0.5;
    private const int ShortestSteepChain = 3;
    private const double EntangledCoupling = 2;
    private const double CrowdedPressure = 2;
    private const int DistantDepth = 16;
    private static readonly TimeSpan DistantTime = TimeSpan.FromHours(1);

    public static TerrainAssessment Assess(GraphShape shape, TimeSpan makespan)
    {
        (WorkflowTerrain Terrain, string? Reason)[] grounds =
        [
            (WorkflowTerrain.Narrow, Narrow(shape)),
            (WorkflowTerrain.Precipitous, Precipitous(shape)),
            (WorkflowTerrain.Entangling, Entangling(shape)),
            (WorkflowTerrain.Temporizing, Temporizing(shape)),
            (WorkflowTerrain.Distant, Distant(shape, makespan)),
        ];
        (WorkflowTerrain Terrain, string? Reason)[] found = [.. grounds.Where(static ground => ground.Reason is not null)];
        WorkflowTerrain terrain = found.Length > 0 ? found[0].Terrain : WorkflowTerrain.Accessible;
        return new()
        {
            Terrain = terrain,
            Also = [.. found.Skip(1).Select(static ground => ground.Terrain)],
            Shape = shape,
            Reasons = found.Length > 0 ? [.. found.Select(static ground => ground.Reason!)] : [Accessible(shape)],
            Approach = Approach(terrain),
        };
    }

    private static string? Narrow(GraphShape shape) => shape.CriticalPathShare < NarrowShare ? null
        : shape.Jobs == 1 ? "There is one job, which nothing can run beside."
        : Say($"The critical path is {shape.CriticalPathShare:0.# %} of all work ({NarrowShare:0.# %} or more is narrow).");

    private static string? Precipitous(GraphShape shape) => shape.Uncertainty >= UnknownShare && shape.Depth >= ShortestSteepChain
        ? Say($"{shape.Uncertainty:0.# %} of the jobs have no estimated duration, in chains of up to {shape.Depth} jobs ({UnknownShare:0.# %} in chains of {ShortestSteepChain} is precipitous).")
        : null;

    private static string? Entangling(GraphShape shape) => shape.Coupling >= EntangledCoupling
        ? Say($"A job waits for {shape.Coupling:0.##} others on average ({EntangledCoupling} or more is entangling).")
        : null;

    private static string? Temporizing(GraphShape shape) => shape.Contention > CrowdedPressure
        ? Say($"The {shape.Pressures[0].Workers} {shape.Pressures[0].Kind} workers need {shape.Contention:0.##} times the critical path for their {shape.Pressures[0].Jobs} jobs (above {CrowdedPressure} is temporizing).")
        : null;

    private static string? Distant(GraphShape shape, TimeSpan makespan) =>
        makespan >= DistantTime ? Say($"The run is planned to take {makespan:c} ({DistantTime.TotalHours} hour or more is distant).")
        : shape.Depth >= DistantDepth ? Say($"The longest chain has {shape.Depth} jobs ({DistantDepth} or more is distant).")
        : null;

    private static string Accessible(GraphShape shape) => shape.Jobs == 0
        ? "There is nothing to do."
        : Say($"The critical path is {shape.CriticalPathShare:0.# %} of all work, a job waits for {shape.Coupling:0.##} others on average, and no kind of worker is pressed beyond {shape.Contention:0.##} times the critical path.");

    private static string Approach(WorkflowTerrain terrain) => terrain switch
    {
        WorkflowTerrain.Narrow => "Go one by one and shorten the jobs of the critical path; more workers gain next to nothing.",
        WorkflowTerrain.Precipitous => "Run a few jobs first to learn how long they take, with timeouts, then plan again.",
        WorkflowTerrain.Entangling => "Run what many wait for first, with retries; a failure there costs all that follow.",
        WorkflowTerrain.Temporizing => "Do not start more at once; give the crowded kind more workers, or cache and merge its work.",
        WorkflowTerrain.Distant => "Divide the run, save checkpoints on the way and watch the tokens.",
        _ => "Start whatever is ready.",
    };

    private static string Say(FormattableString text) => text.ToString(Invariant);

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
}

using CsCheck;
using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Workers;
using WhiteMagic.Workflows;

namespace WhiteMagic.Tests.Workflows;

public sealed class WorkflowAdviceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static readonly WorkflowConditions AtNoon = new() { Now = Noon };

    [Fact]
    public void AssessTerrain_OfIndependentJobs_IsAccessible()
    {
        TerrainAssessment found = new WorkflowAdvisor().AssessTerrain(new JobGraph(Jobs(8)));

        Assert.Equal((WorkflowTerrain.Accessible, 8, 1), (found.Terrain, found.Shape.Width, found.Shape.Depth));
        Assert.Equal(
            "The critical path is 12.5 % of all work, a job waits for 0 others on average, and no kind of worker is pressed beyond 0.5 times the critical path.",
            Assert.Single(found.Reasons));
    }

    [Fact]
    public void AssessTerrain_OfAnEmptyGraph_HasNothingToDo()
    {
        TerrainAssessment found = new WorkflowAdvisor().AssessTerrain(new JobGraph([]));

        Assert.Equal((WorkflowTerrain.Accessible, "There is nothing to do."), (found.Terrain, Assert.Single(found.Reasons)));
    }

    [Fact]
    public void AssessTerrain_OfOneJob_IsNarrow() =>
        Assert.Equal((WorkflowTerrain.Narrow, "There is one job, which nothing can run beside."), First(new WorkflowAdvisor().AssessTerrain(new JobGraph(Jobs(1)))));

    [Fact]
    public void AssessTerrain_OfAChain_IsNarrowAndTellsThatItIsDistantToo()
    {
        TerrainAssessment found = new WorkflowAdvisor().AssessTerrain(new JobGraph(Chain(16)));

        Assert.Equal((WorkflowTerrain.Narrow, "The critical path is 100 % of all work (75 % or more is narrow)."), First(found));
        Assert.Equal([WorkflowTerrain.Distant], found.Also);
        Assert.Equal("The longest chain has 16 jobs (16 or more is distant).", found.Reasons[1]);
    }

    [Fact]
    public void AssessTerrain_OfUnknownDurationsInChains_IsPrecipitous()
    {
        IEnumerable<Job> jobs = Enumerable.Range(0, 4).SelectMany(static chain => Chain(3, $"{chain}-")).Select(static job => job with { EstimatedDuration = null });

        Assert.Equal(WorkflowTerrain.Precipitous, new WorkflowAdvisor().AssessTerrain(new JobGraph(jobs)).Terrain);
    }

    [Fact]
    public void AssessTerrain_OfLayersThatWaitForEachOther_IsEntangling()
    {
        IEnumerable<Job> jobs = Enumerable.Range(0, 24).Select(static place => Job(
            $"{place}", dependencies: place < 6 ? [] : [.. Enumerable.Range(((place / 6) - 1) * 6, 6).Select(static before => $"{before}")]));

        TerrainAssessment found = new WorkflowAdvisor().AssessTerrain(new JobGraph(jobs));

        Assert.Equal((WorkflowTerrain.Entangling, "A job waits for 4.5 others on average (2 or more is entangling)."), First(found));
        Assert.Equal((6, 4), (found.Shape.Width, found.Shape.Depth));
    }

    [Fact]
    public void AssessTerrain_OfManyJobsOfOneKind_IsTemporizingByTheWorkersOfThatKind()
    {
        TerrainAssessment found = new WorkflowAdvisor().AssessTerrain(new JobGraph(
            [.. Jobs(4), .. Enumerable.Range(0, 40).Select(static place => Job($"q{place}") with { Workload = WorkloadKind.Database })]));

        Assert.Equal(
            (WorkflowTerrain.Temporizing, "The 8 Database workers need 5 times the critical path for their 40 jobs (above 2 is temporizing)."), First(found));
        Assert.Equal(new WorkloadPressure(WorkloadKind.Database, 40, TimeSpan.FromSeconds(40), 8, 5), found.Shape.Pressures[0]);
    }

    [Fact]
    public void AssessTerrain_OfALongRun_IsDistant()
    {
        TerrainAssessment found = new WorkflowAdvisor().AssessTerrain(new JobGraph(Jobs(8).Select(static job => job with { EstimatedDuration = TimeSpan.FromHours(2) })));

        Assert.Equal((WorkflowTerrain.Distant, "The run is planned to take 02:00:00 (1 hour or more is distant)."), First(found));
    }

    [Fact]
    public void AssessTerrain_OfZeroEstimates_CountsJobs()
    {
        TerrainAssessment found = new WorkflowAdvisor().AssessTerrain(new JobGraph(Jobs(4).Select(static job => job with { EstimatedDuration = TimeSpan.Zero })));

        Assert.Equal((WorkflowTerrain.Accessible, 0.25, 0), (found.Terrain, found.Shape.CriticalPathShare, found.Shape.Contention));
    }

    [Fact]
    public void Advise_OnAccessibleGround_Proceeds()
    {
        WorkflowAdvice advice = new WorkflowAdvisor().Advise(new JobGraph(Jobs(8)), AtNoon);

        Assert.Equal((WorkflowVerdict.Proceed, 1.0), (advice.Factors.Verdict, advice.Factors.Score));
        Assert.Equal(Enum.GetValues<WorkflowFactor>(), advice.Factors.Factors.Select(static factor => factor.Factor));
        Assert.Null(advice.RunOptions.TokenBudget);
    }

    [Fact]
    public void Advise_OnEachFactor_ScoresWhatTheGraphHas()
    {
        Job[] jobs =
        [
            Job("a") with { Priority = JobPriority.Low, Deadline = Noon.AddSeconds(1), EstimatedTokens = 100 },
            Job("b", dependencies: ["a", "a"]) with { Priority = JobPriority.High, Deadline = Noon.AddSeconds(1) },
            Job("c", dependencies: ["a"]) with { Priority = JobPriority.Background, EstimatedDuration = null },
            Job("d") with { Workload = WorkloadKind.Api, EstimatedTokens = 100, Timeout = TimeSpan.FromSeconds(9) },
        ];

        FiveFactors factors = new WorkflowAdvisor().Advise(new JobGraph(jobs), AtNoon with { TokensUsed = 100, TokenBudget = 250 }).Factors;

        Assert.Equal("1 of 2 dependencies have a job wait for a less urgent one.", factors[WorkflowFactor.Purpose].Reason);
        Assert.Equal("The plan meets 1 of 2 deadlines.", factors[WorkflowFactor.Timing].Reason);
        Assert.Equal(0.75, factors[WorkflowFactor.Command].Score);
        Assert.Equal("The jobs are expected to use 200 tokens, and 99 may be spent.", factors[WorkflowFactor.Method].Reason);
        Assert.Equal(99.0 / 200, factors[WorkflowFactor.Method].Score);
        Assert.Equal(WorkflowVerdict.ProceedWithCaution, factors.Verdict);
    }

    [Fact]
    public void Advise_OnCallsWithoutTimeouts_FindsNoMethodInThem() =>
        Assert.Equal(
            (0.0, "0 of 1 calls of services and databases have a timeout."),
            new WorkflowAdvisor().Advise(new JobGraph([Job("a") with { Workload = WorkloadKind.Api }]), AtNoon).Factors[WorkflowFactor.Method] is var found
                ? (found.Score, found.Reason)
                : default);

    [Theory]
    [InlineData(59, ConcurrencyTier.Tier64, WorkflowVerdict.Proceed)]
    [InlineData(70, ConcurrencyTier.Tier16, WorkflowVerdict.Prepare)]
    [InlineData(80, ConcurrencyTier.Tier8, WorkflowVerdict.Prepare)]
    public void Advise_AsTokensRunOut_NarrowsTheTierAndStops(long used, ConcurrencyTier tier, WorkflowVerdict verdict)
    {
        WorkflowAdvice advice = new WorkflowAdvisor().Advise(
            new JobGraph(Jobs(60).Select(static job => job with { Workload = WorkloadKind.Io })), AtNoon with { TokensUsed = used, TokenBudget = 100 });

        Assert.Equal((tier, verdict), (advice.Tier, advice.Factors.Verdict));
        Assert.Equal(Math.Max(0, 79 - used), advice.RunOptions.TokenBudget);
    }

    [Theory]
    [InlineData(1, ConcurrencyTier.Tier8)]
    [InlineData(8, ConcurrencyTier.Tier8)]
    [InlineData(9, ConcurrencyTier.Tier16)]
    [InlineData(32, ConcurrencyTier.Tier32)]
    [InlineData(64, ConcurrencyTier.Tier64)]
    [InlineData(128, ConcurrencyTier.Tier128)]
    [InlineData(200, ConcurrencyTier.Tier256)]
    public void Advise_OnWideGraphs_TakesTheSmallestTierThatIsAsFast(int width, ConcurrencyTier tier)
    {
        WorkflowConditions roomy = AtNoon with { Workers = new() { Io = 1_000, Cpu = 1_000, Api = 1_000, Database = 1_000 } };

        WorkflowAdvice advice = new WorkflowAdvisor().Advise(new JobGraph(Jobs(width)), roomy);

        Assert.Equal(tier, advice.Tier);
        Assert.Equal(TimeSpan.FromSeconds(1), advice.Plan.Makespan);
    }

    [Fact]
    public void Advise_OnAnyGraph_IsTheSameAgainAndKeepsItsLimits() => Graphs.Sample(static jobs =>
    {
        JobGraph graph = new(jobs);

        WorkflowAdvice first = new WorkflowAdvisor().Advise(graph, AtNoon);
        WorkflowAdvice second = new WorkflowAdvisor().Advise(graph, AtNoon);

        Assert.Equal(first.Plan.Order, second.Plan.Order);
        Assert.Equal((first.Tier, first.TierReason, first.Factors.Score), (second.Tier, second.TierReason, second.Factors.Score));
        Assert.Equal(first.Terrain.Reasons, second.Terrain.Reasons);
        Assert.InRange(first.Factors.Score, 0, 1);
        Assert.InRange(first.Terrain.Shape.CriticalPathShare, 0, 1);
        Assert.Equal(jobs.Length, first.Plan.Order.Count);
        foreach (IGrouping<WorkloadKind, Job> kind in jobs.GroupBy(static job => job.Workload))
        {
            HashSet<JobId> ids = [.. kind.Select(static job => job.Id)];
            PlannedJob[] planned = [.. first.Plan.Order.Where(job => ids.Contains(job.Id) && job.End > job.Start)];
            int most = planned.Select(at => planned.Count(other => other.Start <= at.Start && at.Start < other.End)).DefaultIfEmpty(0).Max();
            Assert.InRange(most, 0, Math.Min((int)first.Tier, kind.Key == WorkloadKind.Api ? 10 : int.MaxValue));
        }
    });

    [Fact]
    public void Advise_WithWorkersOutOfRange_NamesThem() => Assert.Equal(
        "cpu", Assert.Throws<InvalidInputException>(static () => new WorkflowAdvisor().Advise(new JobGraph([]), AtNoon with { Workers = new() { Cpu = 0 } })).Field);

    private static Gen<Job[]> Graphs => Gen.Select(Gen.Int[0, 40], Gen.Int[0, 1_000_000]).Select(static (count, seed) =>
    {
        Random random = new(seed);
        return Enumerable.Range(0, count).Select(place => Job(
            $"{place}", dependencies: place == 0 ? [] : [.. Enumerable.Range(0, random.Next(3)).Select(_ => $"{random.Next(place)}")]) with
        {
            EstimatedDuration = random.Next(4) == 0 ? null : TimeSpan.FromMilliseconds(random.Next(5_000)),
            Workload = (WorkloadKind)random.Next(4),
            Priority = (JobPriority)random.Next(5),
        }).ToArray();
    });

    private static (WorkflowTerrain Terrain, string Reason) First(TerrainAssessment found) => (found.Terrain, found.Reasons[0]);

    private static IEnumerable<Job> Jobs(int count) => Enumerable.Range(0, count).Select(static place => Job($"{place}"));

    private static IEnumerable<Job> Chain(int count, string prefix = "") => Enumerable.Range(0, count).Select(
        place => Job($"{prefix}{place}", dependencies: place == 0 ? [] : [$"{prefix}{place - 1}"]));

    private static Job Job(string id, params string[] dependencies) => new()
    {
        Id = new(id),
        Work = static (_, _) => Task.CompletedTask,
        Dependencies = [.. dependencies.Select(static dependency => new JobId(dependency))],
        EstimatedDuration = TimeSpan.FromSeconds(1),
    };
}

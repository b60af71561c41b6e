using CsCheck;
using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Workers;
using static WhiteMagic.Execution.Tests.Jobs.JobCases;

namespace WhiteMagic.Execution.Tests.Jobs;

public sealed class JobGraphTests
{
    public static TheoryData<string, Func<Job, Job>, JobGraphFault> Bad => new()
    {
        { "negative duration", static job => job with { EstimatedDuration = TimeSpan.FromTicks(-1) }, JobGraphFault.InvalidEstimate },
        { "infinite duration", static job => job with { EstimatedDuration = TimeSpan.MaxValue }, JobGraphFault.InvalidEstimate },
        { "endless duration", static job => job with { EstimatedDuration = Timeout.InfiniteTimeSpan }, JobGraphFault.InvalidEstimate },
        { "negative tokens", static job => job with { EstimatedTokens = -1 }, JobGraphFault.InvalidEstimate },
        { "too many tokens", static job => job with { EstimatedTokens = long.MaxValue }, JobGraphFault.InvalidEstimate },
        { "timeout zero", static job => job with { Timeout = TimeSpan.Zero }, JobGraphFault.InvalidSetting },
        { "timeout negative", static job => job with { Timeout = Timeout.InfiniteTimeSpan }, JobGraphFault.InvalidSetting },
        { "priority", static job => job with { Priority = (JobPriority)5 }, JobGraphFault.InvalidSetting },
        { "workload", static job => job with { Workload = (WorkloadKind)(-1) }, JobGraphFault.InvalidSetting },
        { "no attempts", static job => job with { Retry = new JobRetryPolicy { MaxAttempts = 0 } }, JobGraphFault.InvalidSetting },
        { "negative pause", static job => job with { Retry = new JobRetryPolicy { Delay = TimeSpan.MinValue } }, JobGraphFault.InvalidSetting },
        { "negative longest pause", static job => job with { Retry = new JobRetryPolicy { MaxDelay = TimeSpan.MinValue } }, JobGraphFault.InvalidSetting },
        { "backoff NaN", static job => job with { Retry = new JobRetryPolicy { Backoff = double.NaN } }, JobGraphFault.InvalidSetting },
        { "backoff infinite", static job => job with { Retry = new JobRetryPolicy { Backoff = double.PositiveInfinity } }, JobGraphFault.InvalidSetting },
        { "backoff below 1", static job => job with { Retry = new JobRetryPolicy { Backoff = 0.5 } }, JobGraphFault.InvalidSetting },
        { "no retry", static job => job with { Retry = null! }, JobGraphFault.IncompleteJob },
        { "no work", static job => job with { Work = null! }, JobGraphFault.IncompleteJob },
        { "no list", static job => job with { Dependencies = null! }, JobGraphFault.IncompleteJob },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void AJob_WithABadSetting_IsRejectedByName(string name, Func<Job, Job> change, JobGraphFault fault)
    {
        Assert.NotEmpty(name);

        var error = Assert.Throws<JobGraphException>(() => new JobGraph([Job("fine"), change(Job("the culprit"))]));

        Assert.Equal(fault, error.Fault);
        Assert.Contains("'the culprit'", error.Message, StringComparison.Ordinal);
        Assert.Equal("the culprit", error.Job.Value);
    }

    [Fact]
    public void AJob_WithoutIdOrNull_IsRejectedByPosition()
    {
        var error = Assert.Throws<JobGraphException>(static () => new JobGraph([Job("a"), null!]));
        Assert.Contains("position 1", error.Message, StringComparison.Ordinal);

        error = Assert.Throws<JobGraphException>(static () => new JobGraph([Job("a") with { Id = default }]));
        Assert.Equal(JobGraphFault.IncompleteJob, error.Fault);
        Assert.Throws<ArgumentException>(static () => new JobId(" "));
        Assert.Throws<ArgumentNullException>(static () => new JobGraph(null!));
    }

    [Fact]
    public void AnId_GivenTwice_IsRejectedWithBothPositions()
    {
        var error = Assert.Throws<JobGraphException>(static () => new JobGraph([Job("a"), Job("b"), Job("a")]));

        Assert.Equal(JobGraphFault.DuplicateId, error.Fault);
        Assert.Contains("'a', at positions 0 and 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADependency_OfNoJob_IsRejectedByName()
    {
        var error = Assert.Throws<JobGraphException>(static () => new JobGraph([Job("a", "nowhere")]));

        Assert.Equal(JobGraphFault.UnknownDependency, error.Fault);
        Assert.Contains("'a' depends on 'nowhere'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADependency_OnItself_IsRejectedByName()
    {
        var error = Assert.Throws<JobGraphException>(static () => new JobGraph([Job("a", "a")]));

        Assert.Equal(JobGraphFault.SelfDependency, error.Fault);
        Assert.Contains("'a' depends on itself", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ACycle_IsSpelledOut()
    {
        var error = Assert.Throws<JobGraphException>(static () => new JobGraph([Job("before"), Job("a", "b", "before"), Job("b", "a"), Job("after", "b")]));

        Assert.Equal(JobGraphFault.Cycle, error.Fault);
        Assert.Contains("a -> b -> a", error.Message, StringComparison.Ordinal);
        Assert.Equal(["a", "b", "a"], error.Cycle.Names());
    }

    [Fact]
    public void ACycle_Of100000Jobs_IsFoundWholeAndSpelledShort()
    {
        const int Count = 100_000;

        var error = Assert.Throws<JobGraphException>(
            static () => new JobGraph(Enumerable.Range(0, Count).Select(static i => Job(Name(i), Name((i + 1) % Count)))));

        Assert.Equal(Count + 1, error.Cycle.Count);
        Assert.InRange(error.Message.Length, 1, 400);
    }

    [Fact]
    public void AGraph_WithOneMoreDependency_IsRejectedExactlyIfThatClosesACycle() =>
        Gen.Int[0, int.MaxValue].Sample(static seed =>
        {
            JobGraph graph = RandomGraphs.Of(seed, 12);
            var random = new Random(seed);
            JobId from = graph.Jobs[random.Next(12)].Id;
            JobId to = graph.Jobs[random.Next(12)].Id;
            bool isRound = from == to || Descendants(graph, [from]).Contains(to);
            IEnumerable<Job> changed = graph.Jobs.Select(job => job.Id == from ? job with { Dependencies = [.. job.Dependencies, to] } : job);

            Exception? error = Record.Exception(() => new JobGraph(changed));

            Assert.Equal(isRound, error is JobGraphException { Fault: JobGraphFault.Cycle or JobGraphFault.SelfDependency });
        }, iter: 1_000);

    [Fact]
    public void TheList_ChangedAfterwards_ChangesNoGraph()
    {
        List<Job> jobs = [Job("a")];
        var graph = new JobGraph(jobs);

        jobs.Add(Job("b"));

        Assert.Single(graph.Jobs);
        Assert.True(graph.TryGet(new JobId("a"), out _));
        Assert.False(graph.TryGet(new JobId("b"), out _));
    }
}

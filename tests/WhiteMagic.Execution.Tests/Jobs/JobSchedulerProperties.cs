using CsCheck;
using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Workers;
using static WhiteMagic.Execution.Tests.Jobs.JobCases;

namespace WhiteMagic.Execution.Tests.Jobs;

/// <summary>Holds for any graph and any pattern of failures.</summary>
public sealed class JobSchedulerProperties
{
    [Fact]
    public async Task AnyGraph_WithAnyFailures_EndsEveryJobOnceWithAReasonAndSkipsExactlyTheDescendants() =>
        await Gen.Int[0, int.MaxValue].SampleAsync(static async seed =>
        {
            int count = seed % 17;
            JobGraph graph = RandomGraphs.Of(seed, count, static (job, random) => job with { Work = Behaviour(random.Next(8)) });

            JobReport report = await Scheduler(1 + (seed % 3)).RunAsync(graph, new JobRunOptions { KeepEvents = true });

            Assert.Equal(graph.Jobs.Select(static job => job.Id), report.Outcomes.Select(static outcome => outcome.Id));
            Assert.All(report.Outcomes, static outcome => Assert.NotEmpty(outcome.Reason));
            JobOutcome[] causes = [.. report.Outcomes.Where(static outcome => outcome.State is JobState.Failed or JobState.Cancelled)];
            HashSet<JobId> doomed = Descendants(graph, causes.Select(static outcome => outcome.Id));
            Assert.Equal(
                report.Outcomes.Where(static outcome => outcome.State == JobState.Skipped).Select(static outcome => outcome.Id).ToHashSet(),
                doomed.Except(causes.Select(static outcome => outcome.Id)).ToHashSet());
            Assert.All(report.Outcomes.Where(static outcome => outcome.State == JobState.Skipped), outcome =>
            {
                Assert.Contains($"'{outcome.Cause}'", outcome.Reason, StringComparison.Ordinal);
                Assert.Contains(outcome.Id, Descendants(graph, [outcome.Cause!.Value]));
            });
        }, iter: 400);

    [Fact]
    public async Task AnyGraph_OnManyThreads_ViolatesNoDependencyAndNoLimit() =>
        await Gen.Int[0, int.MaxValue].SampleAsync(static async seed =>
        {
            var ended = new System.Collections.Concurrent.ConcurrentDictionary<JobId, bool>();
            var pools = Enum.GetValues<WorkloadKind>().ToDictionary(static kind => kind, kind => new InlinePool(1 + ((seed >> (int)kind) & 1)));
            int[] running = new int[4];
            int violations = 0;
            JobGraph graph = RandomGraphs.Of(seed, 20, (job, random) => job with
            {
                Work = async (context, _) =>
                {
                    int kind = (int)context.Job.Workload;
                    bool isOver = Interlocked.Increment(ref running[kind]) > pools[context.Job.Workload].Limit;
                    bool isEarly = !context.Job.Dependencies.All(ended.ContainsKey);
                    violations += isOver || isEarly ? 1 : 0;
                    if (context.Job.Id.Value[^1] % 2 == 0)
                    {
                        await Task.Yield();
                    }

                    Interlocked.Decrement(ref running[kind]);
                    ended[context.Job.Id] = true;
                },
            });

            JobReport report = await new JobScheduler(kind => pools[kind]).RunAsync(graph);

            Assert.True(report.IsSuccess);
            Assert.Equal(0, violations);
            Assert.All(pools.Values, static pool => Assert.InRange(pool.Peak, 0, pool.Limit));
        }, iter: 300);

    [Fact]
    public async Task AnyGraph_WithABudget_NeverSpendsMoreThanItAndSaysWhatDidNotFit() =>
        await Gen.Int[0, int.MaxValue].SampleAsync(static async seed =>
        {
            long budget = seed % 250;
            long used = 0;
            JobGraph graph = RandomGraphs.Of(seed, 7, (job, random) =>
            {
                long estimate = random.Next(100);
                long real = random.Next((int)estimate + 1);
                bool reports = random.Next(2) == 0;
                bool fails = random.Next(40) == 0;
                return job with
                {
                    EstimatedTokens = estimate,
                    Retry = new JobRetryPolicy { MaxAttempts = 1 + random.Next(2) },
                    Work = async (context, _) =>
                    {
                        Interlocked.Add(ref used, reports ? real : estimate);
                        if (reports)
                        {
                            context.ReportTokens(real);
                        }

                        if (fails)
                        {
                            throw new InvalidOperationException();
                        }

                        if (real % 2 == 0)
                        {
                            await Task.Yield();
                        }
                    },
                };
            });

            JobReport report = await Scheduler(3).RunAsync(graph, new JobRunOptions { TokenBudget = budget });

            Assert.InRange(used, 0, budget);
            Assert.Equal(used, report.Tokens.Spent);
            Assert.Equal(used, report.Outcomes.Sum(static outcome => outcome.Tokens));
            Assert.Equal(0, report.Tokens.Overrun);
            Assert.InRange(report.Tokens.Spent, 0, report.Tokens.Admitted);
            Assert.Equal(report.Count(JobState.Succeeded), report.Tokens.Bought);
            Assert.All(report.Tokens.Unaffordable, id =>
            {
                Assert.True(graph.TryGet(id, out Job? job));
                Assert.InRange(job.EstimatedTokens + used, budget + 1, long.MaxValue);
            });
        }, iter: 10_000);

    [Fact]
    public void AnyRun_WithBudgetsDeadlinesTimeoutsRetriesAndCancellations_EndsAndLetsNobodyWaitForNothing()
    {
        var states = new int[Enum.GetValues<JobState>().Length];
        Gen.Int[0, int.MaxValue].Sample(seed =>
        {
            foreach (JobOutcome outcome in new JobScript(seed).Run().Outcomes)
            {
                Interlocked.Increment(ref states[(int)outcome.State]);
            }
        }, iter: 5_000);

        Assert.All(states, static count => Assert.InRange(count, 100, int.MaxValue));
    }

    private static Func<JobContext, CancellationToken, Task> Behaviour(int kind) => kind switch
    {
        0 => static (_, _) => throw new InvalidOperationException("broken"),
        1 => static (_, _) => Task.FromException(new IOException("broken later")),
        2 => static (_, _) => Task.FromCanceled(new CancellationToken(true)),
        3 => static (_, _) => null!,
        4 => static async (_, _) => await Task.Yield(),
        _ => static (_, _) => Task.CompletedTask,
    };
}

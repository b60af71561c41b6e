using System.Globalization;
using WhiteMagic.Bench.Reports;
using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Tests.Jobs;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Bench.Areas.Engine;

/// <summary>Really runs random graphs on threads and counts what must never happen.</summary>
internal sealed class PromiseCheck(int graphs)
{
    private const int Jobs = 20;
    private const int Workers = 3;

    private int _running;
    private long _started;
    private long _early;
    private long _crowded;

    public IEnumerable<Measure> Run()
    {
        using var pool = new BenchPool(Workers, usesOwnThreads: false);
        var scheduler = new JobScheduler(_ => pool.Workers);
        var (overruns, refused) = (0L, 0L);
        for (var seed = 0; seed < graphs; seed++)
        {
            var budget = seed % 4 == 0 ? long.MaxValue : seed % 1_000;
            var (used, skipped) = RunOne(scheduler, seed, budget);
            overruns += used > budget ? 1 : 0;
            refused += skipped;
        }

        yield return Measure.Noted("jobs run in 10,000 random graphs", _started, "jobs");
        yield return Measure.Exactly("jobs that began before one they depend on had ended", _early, "jobs", 0);
        yield return Measure.Exactly("jobs beyond the limit of their pool", _crowded, "jobs", 0);
        yield return Measure.Noted("jobs for which the tokens did not reach", refused, "jobs");
        yield return Measure.Exactly("graphs that spent more tokens than they had", overruns, "graphs", 0);
    }

    private (long Used, int Refused) RunOne(JobScheduler scheduler, int seed, long budget)
    {
        var hasEnded = new bool[Jobs];
        long used = 0;
        var graph = RandomGraphs.Of(seed, Jobs, (job, random) =>
        {
            var tokens = random.Next(100);
            var yields = random.Next(2) == 0;
            return job with
            {
                Workload = WorkloadKind.Cpu,
                EstimatedTokens = tokens,
                Work = async (context, _) =>
                {
                    Count(context.Job, hasEnded);
                    Interlocked.Add(ref used, tokens);
                    if (yields)
                    {
                        await Task.Yield();
                    }

                    Volatile.Write(ref hasEnded[Place(context.Job.Id)], true);
                    Interlocked.Decrement(ref _running);
                },
            };
        });
        var report = scheduler.RunAsync(graph, new JobRunOptions { TokenBudget = budget == long.MaxValue ? null : budget }).GetAwaiter().GetResult();
        return (used, report.Tokens.Unaffordable.Count);
    }

    private void Count(Job job, bool[] hasEnded)
    {
        Interlocked.Increment(ref _started);
        if (Interlocked.Increment(ref _running) > Workers)
        {
            Interlocked.Increment(ref _crowded);
        }

        if (!job.Dependencies.All(id => Volatile.Read(ref hasEnded[Place(id)])))
        {
            Interlocked.Increment(ref _early);
        }
    }

    private static int Place(JobId id) => int.Parse(id.Value, CultureInfo.InvariantCulture);
}

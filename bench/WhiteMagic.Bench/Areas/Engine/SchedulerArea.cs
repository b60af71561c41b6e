using System.Globalization;
using WhiteMagic.Bench.Baselines;
using WhiteMagic.Bench.Reports;
using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Tests.Jobs;

namespace WhiteMagic.Bench.Areas.Engine;

/// <summary>Graphs of jobs: what the scheduler costs, how short its schedules are, and whether it keeps its promises.</summary>
internal sealed class SchedulerArea : IArea
{
    private const int Jobs = 10_000;
    private const int Workers = 2;
    private const int Graphs = 200;
    private static readonly string[] Shapes = ["random", "layered", "chains", "fork-join"];

    public string Name => "engine-scheduler";

    public string Summary => "graphs of jobs: overhead, length of the schedules, promises kept";

    public IReadOnlyList<Measure> Run(Workplace workplace) => [.. Overhead(workplace), .. Makespans(), .. new PromiseCheck(10_000).Run()];

    private static IEnumerable<Measure> Overhead(Workplace workplace)
    {
        var jobs = RandomJobs();
        var graph = new JobGraph(jobs);
        using var pool = new BenchPool(Workers, usesOwnThreads: true);
        var scheduler = new JobScheduler(_ => pool.Workers);
        using var dask = DaskScheduler.Start(workplace, graph, Workers);
        var times = Race.Run(
            15,
            warmUp: 10,
            () => PerJob(Samples.Time(() => Run(scheduler, graph))),
            () => PerJob(Samples.Time(() => Run(scheduler, new JobGraph(jobs)))),
            () => PerJob(Samples.Time(() => TaskPerJob.Run(graph))));
        yield return Measure.AtMost("overhead a job, 10,000 jobs, beside a task for each", times[0].Median, "us", 1, times[2].Median);
        yield return Measure.Noted("the same with the making of the graph", times[1].Median, "us", times[2].Median);
        yield return BesideDask(dask, () => PerJob(Samples.Time(() => Run(scheduler, new JobGraph(jobs)))));
    }

    // Without Dask the promise is not kept, since nobody saw that it is.
    private static Measure BesideDask(PacedProgram? dask, Func<double> ours)
    {
        const string Name = "the same, beside Dask's threads";
        const double Times = 30;
        if (dask is null)
        {
            return Measure.TimesLess(Name, ours(), "us", Times, double.NaN) with { Baseline = null };
        }

        var beside = Race.Run(7, warmUp: 1, () => PerJob(dask.Once()), ours);
        return Measure.TimesLess(Name, beside[1].Median, "us", Times, beside[0].Median);
    }

    private static IEnumerable<Measure> Makespans()
    {
        foreach (var (shape, workers) in Shapes.SelectMany(static shape => new[] { (shape, 2), (shape, 8) }))
        {
            var (ours, batches, shorter) = (0.0, 0.0, 0.0);
            for (var seed = 0; seed < Graphs; seed++)
            {
                var graph = RandomGraphs.Shaped(shape, seed);
                var plan = JobScheduler.Plan(graph, workers);
                var levels = LevelBatches.Makespan(graph, plan);
                ours += plan.Makespan / plan.LowerBound / Graphs;
                batches += levels / plan.LowerBound / Graphs;
                shorter += levels / plan.Makespan / Graphs;
            }

            var of = string.Create(CultureInfo.InvariantCulture, $"{shape}, {workers} workers");
            yield return Measure.AtMost($"{of}: makespan over the lower bound, beside level batches", ours, "x", shape == "fork-join" ? 1.06 : 1.02, batches);
            if (workers == 8)
            {
                var name = $"{of}: level batches over ours";
                yield return shape == "fork-join" ? Measure.Noted(name, shorter, "x") : Measure.AtLeast(name, shorter, "x", 1.5);
            }
        }
    }

    private static Job[] RandomJobs()
    {
        var random = new Random(20_261_123);
        return [.. Enumerable.Range(0, Jobs).Select(job => JobCases.Job(JobCases.Name(job), Before(job, random)))];
    }

    private static string[] Before(int job, Random random) =>
        [.. Enumerable.Range(0, random.Next(4)).Where(_ => job > 0).Select(_ => JobCases.Name(random.Next(job)))];

    private static double PerJob(double milliseconds) => milliseconds * 1_000 / Jobs;

    private static void Run(JobScheduler scheduler, JobGraph graph)
    {
        if (!scheduler.RunAsync(graph).GetAwaiter().GetResult().IsSuccess)
        {
            throw new InvalidOperationException("A job that does nothing did not succeed.");
        }
    }
}

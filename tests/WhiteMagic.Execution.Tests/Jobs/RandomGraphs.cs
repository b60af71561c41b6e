using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Jobs;

/// <summary>Makes graphs that are given by their seeds.</summary>
internal static class RandomGraphs
{
    /// <summary>A graph of a few jobs with dependencies in any order of the list, and priorities and kinds of all sorts.</summary>
    public static JobGraph Of(int seed, int count, Func<Job, Random, Job>? change = null)
    {
        var random = new Random(seed);
        int[] places = [.. Enumerable.Range(0, count)];
        random.Shuffle(places);
        var jobs = new Job[count];
        for (int i = 0; i < count; i++)
        {
            string[] after = i == 0 ? [] : [.. Enumerable.Range(0, random.Next(4)).Select(_ => JobCases.Name(places[random.Next(i)]))];
            Job job = JobCases.Job(JobCases.Name(places[i]), after) with
            {
                Priority = (JobPriority)random.Next(5),
                Workload = (WorkloadKind)random.Next(4),
                EstimatedDuration = random.Next(4) == 0 ? null : TimeSpan.FromSeconds(random.Next(10)),
            };
            jobs[places[i]] = change?.Invoke(job, random) ?? job;
        }

        return new JobGraph(jobs);
    }

    /// <summary>A graph of 200 jobs of a known shape, whose durations vary as those of real work do.</summary>
    public static JobGraph Shaped(string shape, int seed)
    {
        const int Count = 200;
        var random = new Random(seed);
        var jobs = new Job[Count];
        for (int i = 0; i < Count; i++)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            jobs[i] = JobCases.Job(JobCases.Name(i), [.. Before(shape, i, random).Select(JobCases.Name)]) with
            {
                EstimatedDuration = TimeSpan.FromSeconds(Math.Exp(normal * 0.8)),
            };
        }

        return new JobGraph(jobs);
    }

    private static IEnumerable<int> Before(string shape, int job, Random random) => shape switch
    {
        "random" => Enumerable.Range(0, job / 50).Select(_ => random.Next(job)).Distinct(),
        "layered" => job < 20 ? [] : Enumerable.Range((job / 20 * 20) - 20, 20).Where(_ => random.Next(20) < 2),
        "chains" => job < 20 ? [] : [job - 20],
        _ when job % 20 == 0 => job == 0 ? [] : Enumerable.Range(job - 19, 19),
        _ => [job / 20 * 20],
    };
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using WhiteMagic.Execution.Jobs;

namespace WhiteMagic.Execution.Diagnostics;

/// <summary>Knows the runs of graphs that go on and began while somebody listened.</summary>
internal static class LiveRuns
{
    private static readonly ConcurrentDictionary<JobRunCore, bool> Runs = new();

    public static void Add(JobRunCore run) => Runs.TryAdd(run, true);

    public static void Remove(JobRunCore run) => Runs.TryRemove(run, out _);

    public static IEnumerable<Measurement<long>> Read(Func<(int Ready, int Running), int> figure) =>
        [new(Runs.Keys.Sum(run => (long)figure(run.Count())))];
}

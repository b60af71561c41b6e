using System.Diagnostics.Metrics;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Diagnostics;

/// <summary>Sums up the pools that live, by name.</summary>
internal static class PoolFigures
{
    private static readonly Roster<(string Name, WorkerSeats Seats)> Pools = new();

    public static void Add(WorkerPool pool, WorkerSeats seats)
    {
        Instruments.Publish();
        Pools.Add(pool, (pool.Name, seats));
    }

    public static IEnumerable<Measurement<long>> Read(Func<WorkerPoolStatistics, int> figure) =>
        ByName().Select(pools => new Measurement<long>(pools.Sum(pool => (long)figure(pool)), Tag(pools.Key)));

    public static IEnumerable<Measurement<double>> ReadUtilization() =>
        ByName().Select(static pools => new Measurement<double>((double)pools.Sum(static pool => pool.Running) / pools.Sum(static pool => pool.Limit), Tag(pools.Key)));

    private static ILookup<string, WorkerPoolStatistics> ByName() => Pools.Read(static pools => pools
        .Where(static pool => !pool.Seats.IsClosed)
        .ToLookup(static pool => pool.Name, static pool => pool.Seats.GetStatistics(), StringComparer.Ordinal));

    private static KeyValuePair<string, object?> Tag(string pool) => new("whitemagic.pool.name", pool);
}

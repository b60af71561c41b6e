using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Workers;

/// <summary>Pools as tests like them.</summary>
internal static class Pools
{
    public static WorkerPoolOptions Options(int limit, bool ownThreads = false) =>
        new() { Name = "test", Limit = limit, UsesOwnThreads = ownThreads };

    public static WorkerPool Create(int limit, bool ownThreads = false) => new(Options(limit, ownThreads));

    /// <summary>Occupies so many workers until the gates are opened.</summary>
    public static async Task<List<(Gate Gate, Task<int> Call)>> OccupyAsync(this WorkerPool pool, int workers)
    {
        List<(Gate Gate, Task<int> Call)> busy = [];
        for (int worker = 0; worker < workers; worker++)
        {
            Gate gate = new();
            busy.Add((gate, pool.RunAsync(gate.PassAsync, CancellationToken.None)));
            await gate.Entered;
        }

        return busy;
    }

    public static async Task OpenAsync(this IEnumerable<(Gate Gate, Task<int> Call)> busy)
    {
        foreach ((Gate gate, Task<int> call) in busy)
        {
            gate.Open();
            await call;
        }
    }
}

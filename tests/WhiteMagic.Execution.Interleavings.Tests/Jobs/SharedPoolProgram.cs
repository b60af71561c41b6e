using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Interleavings.Tests.Jobs;

/// <summary>One job and one call want the only worker at the same time: whoever is refused is told when it is free.</summary>
internal sealed class SharedPoolProgram
{
    public static async Task RunAsync(Exploration run)
    {
        var time = new ExploredTime();
        var pool = new WorkerPool(new() { Name = "pool", Limit = 1, Time = time });
        var scheduler = new JobScheduler(_ => pool, time);
        var graph = new JobGraph([new Job { Id = new("job"), Work = static (_, _) => Task.CompletedTask }]);
        var call = run.Start("call", () => pool.RunAsync(static _ => Task.CompletedTask, CancellationToken.None));
        var job = run.Start("job", async () => run.Expect((await scheduler.RunAsync(graph)).IsSuccess, "The job has not run."));
        await Task.WhenAll(call, job);
        await pool.StopAsync(CancellationToken.None);
    }
}

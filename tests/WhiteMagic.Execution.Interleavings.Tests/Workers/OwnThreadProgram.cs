using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Interleavings.Tests.Workers;

/// <summary>Work on threads of a pool's own that does several things at once, each of which others let go on: none is forgotten.</summary>
internal sealed class OwnThreadProgram(Exploration run)
{
    public static Task RunAsync(Exploration run) => new OwnThreadProgram(run).RunAsync();

    private async Task RunAsync()
    {
        var pool = new WorkerPool(new() { Name = "pool", Limit = 1, UsesOwnThreads = true, Time = new ExploredTime() });
        await pool.RunAsync(WorkAsync, CancellationToken.None);
        await pool.StopAsync(CancellationToken.None);
    }

    private Task WorkAsync(CancellationToken token) => Task.WhenAll(Enumerable.Range(0, 2 + run.Choose(2)).Select(_ => WaitSomeAsync()));

    private async Task WaitSomeAsync()
    {
        for (var i = 1 + run.Choose(3); i > 0; i--)
        {
            var gate = new TaskCompletionSource();
            _ = run.Start("opener", () =>
            {
                gate.SetResult();
                return Task.CompletedTask;
            });
            await gate.Task;
        }
    }
}

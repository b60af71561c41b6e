using WhiteMagic.Bench.Baselines.Caches;

namespace WhiteMagic.Bench.Areas.Engine;

/// <summary>Asks a cache for one key as many callers at once, all of them there before the computation may end.</summary>
internal sealed class Herd(Stampede stampede, int callers)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(500);

    // Whoever has heard nothing by then is not going to.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public (int Computations, int Answered) Run(IComputingCache cache) => RunAsync(cache).GetAwaiter().GetResult();

    private async Task<(int Computations, int Answered)> RunAsync(IComputingCache cache)
    {
        var computations = 0;
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var first = new CancellationTokenSource();
        using var others = new CancellationTokenSource();
        Task Ask(CancellationToken token) => cache.GetAsync(stampede.ToString(), ComputeAsync, Deadline, token).AsTask();

        Task[] answers = [Task.Run(() => Ask(first.Token)), .. new Task[callers - 1]];
        await began.Task;
        Parallel.For(1, callers, index => answers[index] = Ask(others.Token));
        if (stampede == Stampede.FirstCancels)
        {
            await first.CancelAsync();
            await Ended(answers[0]);
        }

        gate.TrySetResult();
        var all = Task.WhenAll(answers.Select(Ended));
        await Task.WhenAny(all, Task.Delay(Patience, CancellationToken.None));
        var told = (Volatile.Read(ref computations), answers.Count(static answer => answer.IsCompleted));
        await first.CancelAsync();
        await others.CancelAsync();
        await Task.WhenAny(all, Task.Delay(Patience, CancellationToken.None));
        return told;

        async ValueTask<string> ComputeAsync(CancellationToken token)
        {
            Interlocked.Increment(ref computations);
            began.TrySetResult();
            await (stampede == Stampede.Hangs ? new TaskCompletionSource().Task : gate.Task.WaitAsync(token));
            return stampede == Stampede.Throws ? throw new InvalidOperationException("broken") : "value";
        }
    }

    private static Task Ended(Task task) => task.ContinueWith(
        static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}

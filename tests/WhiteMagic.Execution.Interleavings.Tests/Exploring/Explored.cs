namespace WhiteMagic.Execution.Interleavings.Tests.Exploring;

/// <summary>What the engine's sources call here in place of what would use threads that the explorer does not rule.</summary>
internal static class Explored
{
    /// <summary>What only Linux has is asked of threads and files, which are none here.</summary>
    public static bool IsLinux => false;

    public static int ProcessorCount => 2;

    public static Task Run(Func<Task> work) => Task.Factory
        .StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, ActorScheduler.Instance).Unwrap();

    /// <summary>Cancels at once, and lets an actor run the callbacks.</summary>
    public static Task CancelExploredAsync(this CancellationTokenSource source)
    {
        Exploration.Point("before a cancellation");
        if (source.IsCancellationRequested)
        {
            return Task.CompletedTask;
        }

        // The callback that comes last is called first, and there its thread waits for the actor's turn.
        var actor = Exploration.Here.Exploration.Add("the callbacks of a cancellation", null);
        var done = new TaskCompletionSource();
        source.Token.UnsafeRegister(static state => Exploration.Arrive((Actor)state!), actor);
        source.CancelAsync().ContinueWith(
            _ =>
            {
                done.SetResult();
                Exploration.Leave(actor);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return done.Task;
    }

    public static async Task WhenAll(IEnumerable<Task> tasks)
    {
        foreach (var task in tasks.ToArray())
        {
            await task;
        }
    }

    public static Task WaitExploredAsync(this Task task, CancellationToken cancellationToken) =>
        task.WaitExploredAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    public static async Task<T> WaitExploredAsync<T>(this Task<T> task, CancellationToken cancellationToken)
    {
        await ((Task)task).WaitExploredAsync(cancellationToken);
        return await task;
    }

    public static async Task WaitExploredAsync(
        this Task task, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        var end = new TaskCompletionSource();
        _ = RelayAsync(task, end);
        await using var timer = timeout == Timeout.InfiniteTimeSpan || end.Task.IsCompleted
            ? null
            : time.CreateTimer(_ => end.TrySetException(new TimeoutException()), null, timeout, Timeout.InfiniteTimeSpan);
        var registration = cancellationToken.UnsafeRegister((_, token) => end.TrySetCanceled(token), null);
        try
        {
            await end.Task;
        }
        finally
        {
            registration.Unregister();
        }
    }

    private static async Task RelayAsync(Task task, TaskCompletionSource end)
    {
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        end.TrySetFromTask(task);
    }

    public static ExploredRegistration RegisterExplored(this CancellationToken token, Action<object?> callback, object? state) =>
        new(() => callback(state), token);

    /// <summary>Does not wait for a callback that runs, which leaves more interleavings, not fewer.</summary>
    public static ValueTask UnregisterAsync(this CancellationTokenRegistration registration)
    {
        registration.Unregister();
        return default;
    }
}

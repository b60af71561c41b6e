namespace WhiteMagic.Execution.Interleavings.Tests.Exploring;

/// <summary>What the engine's sources call here in place of what would use threads that the explorer does not rule.</summary>
internal static class Explored
{
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

    /// <summary>Does not wait for a callback that runs, which leaves more interleavings, not fewer.</summary>
    public static ValueTask UnregisterAsync(this CancellationTokenRegistration registration)
    {
        registration.Unregister();
        return default;
    }
}

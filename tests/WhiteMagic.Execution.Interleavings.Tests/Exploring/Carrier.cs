using System.Collections.Concurrent;

namespace WhiteMagic.Execution.Interleavings.Tests.Exploring;

/// <summary>A thread that carries one actor after another, of whatever schedule.</summary>
internal sealed class Carrier
{
    private static readonly ConcurrentStack<Carrier> Idle = new();

    private readonly SemaphoreSlim _wake = new(0);
    private Actor? _actor;

    public static void Carry(Actor actor)
    {
        if (!Idle.TryPop(out var carrier))
        {
            carrier = new();
            carrier.Start();
        }

        carrier._actor = actor;
        carrier._wake.Release();
    }

    private void Start()
    {
        using var withoutContext = ExecutionContext.SuppressFlow();
        Task.Factory.StartNew(Loop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private void Loop()
    {
        var context = ExecutionContext.Capture()!;
        while (true)
        {
            _wake.Wait();
            for (var actor = _actor; actor is not null;)
            {
                actor = actor.Exploration.Carry(actor, context);
            }

            Idle.Push(this);
        }
    }
}

using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace WhiteMagic.Execution.Interleavings.Tests.Exploring;

/// <summary>One schedule: of all its actors one goes on at a time, and who that is a strategy decides at every point.</summary>
/// <param name="strategy">Decides who goes on.</param>
/// <param name="random">What the program chooses by.</param>
/// <param name="trace">Keeps what happened; null to keep nothing.</param>
internal sealed class Exploration(IStrategy strategy, Random random, List<string>? trace = null)
{
    private const int MostSteps = 20_000;

    [ThreadStatic]
    private static Actor? _here;
    private static Exploration? _current;

    private readonly List<Actor> _ready = [];
    private readonly List<Actor> _all = [];
    private readonly List<string> _unfinished = [];
    private readonly SemaphoreSlim _quiet = new(0);
    private ExplorationFailure? _failure;
    private Action? _whenQuiet;
    private int _quietTimes;
    private bool _isOver;

    /// <summary>The actor that the calling code is of.</summary>
    public static Actor Here => _here ?? throw Stray();

    public int Steps { get; private set; }

    /// <summary>Another one may go on here.</summary>
    public static void Point(string what)
    {
        var here = Here;
        here.Exploration.Pass(here, what);
    }

    /// <summary>Runs the schedule to its end.</summary>
    /// <returns>What went wrong; null when nothing did.</returns>
    public ExplorationFailure? Run(Func<Exploration, Task> program)
    {
        _current = this;
        Add("program", () => _ = FinishAsync("program", () => program(this))).GiveTurn();
        _quiet.Wait();
        if (_failure is null && _unfinished.Count > 0)
        {
            _failure = new($"Nobody can go on, and these have not ended: {string.Join(", ", _unfinished)}.");
        }

        if (_failure is null && _all.Exists(actor => actor is { HasBegun: true, HasEnded: false }))
        {
            _failure = new("The program has ended, and threads are left that wait.");
        }

        _current = null;
        return _failure;
    }

    /// <summary>Starts a strand that has to end.</summary>
    public Task Start(string name, Func<Task> work)
    {
        var done = new TaskCompletionSource();
        Add(name, () => _ = EndAsync());
        return done.Task;

        async Task EndAsync()
        {
            await FinishAsync(name, work);
            done.SetResult();
        }
    }

    /// <summary>Does something when nobody can go on, a number of times, such as moving a clock.</summary>
    public void WhenQuiet(int times, Action act) => (_quietTimes, _whenQuiet) = (times, act);

    /// <summary>Chooses for the program; the same for the same seed.</summary>
    public int Choose(int count) => random.Next(count);

    /// <summary>Fails the schedule unless a condition holds, also where the code around would catch what an assertion throws.</summary>
    public void Expect([DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition)
        {
            Fail(new(message));
        }
    }

    [DoesNotReturn]
    public void Fail(ExplorationFailure failure)
    {
        _failure ??= failure;
        _isOver = true;
        _quiet.Release();
        Park();
    }

    /// <summary>Adds an actor that is ready.</summary>
    public Actor Add(string? name, Action? work)
    {
        var actor = new Actor(this, name ?? $"#{_all.Count}", work);
        _all.Add(actor);
        _ready.Add(actor);
        strategy.Enlist(actor);
        return actor;
    }

    /// <summary>Makes the calling thread go on as an actor, when it has the turn.</summary>
    public static void Arrive(Actor actor)
    {
        _here = actor;
        SynchronizationContext.SetSynchronizationContext(ActorContext.Instance);
        actor.AwaitTurn();
    }

    /// <summary>Ends the actor that the calling thread is.</summary>
    public static void Leave(Actor actor)
    {
        _here = null;
        SynchronizationContext.SetSynchronizationContext(null);
        actor.Exploration.End(actor)?.GiveTurn();
    }

    /// <summary>Runs an actor from begin to end.</summary>
    /// <returns>The one that the same thread carries next, if any.</returns>
    public Actor? Carry(Actor actor, ExecutionContext context)
    {
        _here = actor;
        SynchronizationContext.SetSynchronizationContext(ActorContext.Instance);
        try
        {
            ExecutionContext.Run(context, static state => ((Actor)state!).Work(), actor);
        }
        catch (Exception error)
        {
            Fail(new("What was queued threw.", error));
        }

        _here = null;
        var next = End(actor);
        if (next is { HasBegun: false })
        {
            next.Begin();
            return next;
        }

        next?.GiveTurn();
        return null;
    }

    /// <summary>Blocks the calling actor until it is told to go on.</summary>
    public void Block(Actor actor)
    {
        ParkIfOver();
        _ready.Remove(actor);
        trace?.Add($"{actor.Name} is blocked in {Where()}");
        PassTo(Next());
        actor.AwaitTurn();
    }

    /// <summary>Makes a blocked actor ready.</summary>
    public void Unblock(Actor actor)
    {
        _ready.Add(actor);
    }

    private static InvalidOperationException Stray()
    {
        var stray = new InvalidOperationException("A thread that the explorer does not rule came to the engine's code.");
        if (_current is { } current)
        {
            current._failure ??= new(stray.Message, new InvalidOperationException(Environment.StackTrace));
        }

        return stray;
    }

    private static string Where()
    {
        foreach (var frame in new StackTrace(fNeedFileInfo: false).GetFrames())
        {
            if (frame.GetMethod() is { DeclaringType: { FullName: { } type } declaring } method
                && type.StartsWith("WhiteMagic.Execution", StringComparison.Ordinal) && !type.Contains(".Exploring.", StringComparison.Ordinal))
            {
                return $"{(declaring.IsNested ? declaring.DeclaringType!.Name + "." : "")}{declaring.Name}.{method.Name}";
            }
        }

        return "the explorer";
    }

    private async Task FinishAsync(string name, Func<Task> work)
    {
        _unfinished.Add(name);
        try
        {
            await work();
            _unfinished.Remove(name);
        }
        catch (Exception error)
        {
            Fail(new($"'{name}' threw.", error));
        }
    }

    private void Pass(Actor actor, string what)
    {
        ParkIfOver();
        if (++Steps > MostSteps)
        {
            Fail(new($"It has not ended after {MostSteps} points; this one is {what} in {Where()}."));
        }

        var next = strategy.Choose(_ready, actor);
        if (next == actor)
        {
            return;
        }

        trace?.Add($"{actor.Name} lets {next.Name} go on {what} in {Where()}");
        next.GiveTurn();
        actor.AwaitTurn();
    }

    private Actor? End(Actor actor)
    {
        actor.HasEnded = true;
        _ready.Remove(actor);
        trace?.Add($"{actor.Name} has ended");
        var next = Next();
        if (next is null)
        {
            _quiet.Release();
        }

        return next;
    }

    private Actor? Next()
    {
        if (!_isOver && _ready.Count == 0 && _unfinished.Count > 0 && _quietTimes-- > 0)
        {
            Add("clock", _whenQuiet);
        }

        if (++Steps > MostSteps && !_isOver)
        {
            _failure ??= new($"It has not ended after {MostSteps} points.");
            _isOver = true;
        }

        return _isOver || _ready.Count == 0 ? null : strategy.Choose(_ready, null);
    }

    private void PassTo(Actor? next)
    {
        if (next is null)
        {
            _quiet.Release();
        }
        else
        {
            next.GiveTurn();
        }
    }

    // A schedule that failed is left as it stands: to unwind it would run code that is in no state to be run.
    private void ParkIfOver()
    {
        if (_isOver)
        {
            Park();
        }
    }

    [DoesNotReturn]
    private static void Park()
    {
        while (true)
        {
            new SemaphoreSlim(0).Wait();
        }
    }
}

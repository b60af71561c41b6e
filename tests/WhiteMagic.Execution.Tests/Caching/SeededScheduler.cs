namespace WhiteMagic.Execution.Tests.Caching;

// Runs what is ready one at a time on the thread that drains it, in an order that a seed decides.
internal sealed class SeededScheduler(int seed) : TaskScheduler
{
    private readonly Random _random = new(seed);
    private readonly List<Task> _ready = [];
    private readonly Lock _gate = new();

    public Task Run(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    public void Drain()
    {
        while (Take() is { } task)
        {
            TryExecuteTask(task);
        }
    }

    // Ends when the work has, however often it waits.
    public T Finish<T>(Func<Task<T>> work)
    {
        Task<T>? done = null;
        Run(() => done = work());
        Drain();
        Assert.True(done!.IsCompleted, "The work waits for something that nobody does.");
        return done.GetAwaiter().GetResult();
    }

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate)
        {
            return [.. _ready];
        }
    }

    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            _ready.Add(task);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    private Task? Take()
    {
        lock (_gate)
        {
            if (_ready.Count == 0)
            {
                return null;
            }

            var chosen = _random.Next(_ready.Count);
            var task = _ready[chosen];
            _ready.RemoveAt(chosen);
            return task;
        }
    }
}

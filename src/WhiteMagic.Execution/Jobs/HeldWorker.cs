using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Jobs;

/// <summary>
/// The worker that a job holds of a pool that lends no worker of a call itself, as one with a limit of its own over another pool:
/// it is lent to the graphs that the job runs and waits for, to one after the other.
/// </summary>
internal sealed class HeldWorker
{
    private static readonly AsyncLocal<HeldWorker?> Current = new();

    private readonly IWorkerPool _pool;
    private readonly WorkerCall? _call = WorkerCall.Current;
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;
    private bool _isOver;

    private HeldWorker(IWorkerPool pool) => _pool = pool;

    /// <summary>The worker of the pool that runs this code; null for none.</summary>
    public static HeldWorker? Find(IWorkerPool pool) => Current.Value is { } held && ReferenceEquals(held._pool, pool) ? held : null;

    /// <summary>Says that a worker of the pool runs this code from here on.</summary>
    /// <returns>The worker; null where the pool lends its workers itself.</returns>
    public static HeldWorker? Enter(IWorkerPool pool) => Current.Value = pool is WorkerPool ? null : new HeldWorker(pool);

    /// <summary>Lends the worker once nobody else has it.</summary>
    /// <returns>Whether the job still holds it.</returns>
    public bool TryLend(Func<Task> work)
    {
        lock (_gate)
        {
            _last = _isOver ? _last : RunAfterAsync(_last, work);
            return !_isOver;
        }
    }

    /// <summary>Lends it no more, and waits until it is back.</summary>
    public Task EndAsync()
    {
        lock (_gate)
        {
            _isOver = true;
            return _last;
        }
    }

    private async Task RunAfterAsync(Task last, Func<Task> work)
    {
        await last.ConfigureAwait(false);
        if (_call is null)
        {
            await Task.Run(work).ConfigureAwait(false);
            return;
        }

        // What blocks stays on threads of the pool that the worker really is of.
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (new CallScope(_call))
        {
            _call.Pool.StartInside(async () =>
            {
                await work();
                done.SetResult();
            });
        }

        await done.Task.ConfigureAwait(false);
    }
}

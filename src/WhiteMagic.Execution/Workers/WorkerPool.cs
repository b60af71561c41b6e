using WhiteMagic.Execution.Diagnostics;

namespace WhiteMagic.Execution.Workers;

/// <summary>Runs calls on a limited number of workers, the rest waiting in the order in which they came.</summary>
/// <remarks>
/// A call made from inside a call of the same pool takes a free worker or else borrows the worker of the call that made it, which is
/// expected to await it; several that borrow the same worker run one after the other. So a call made at the limit never waits for itself.
/// The same holds for what is started from inside by <see cref="TryStart"/>, once somebody there waits by <see cref="WhenFree"/>: a graph, a
/// batch of files or a search. Who only offers work, without waiting, is refused at the limit.
/// Once a call ran out of time or was cancelled it is reported at once; its worker stays busy until the work has ended.
/// </remarks>
public sealed class WorkerPool : IWorkerPool, IAsyncDisposable
{
    /// <summary>The most workers that a pool may have.</summary>
    public const int MaxLimit = 1024;

    private readonly WorkerSeats _seats;
    private readonly QueueFullPolicy _whenFull;
    private readonly CancellationTokenSource _abort = new();
    private int _cancelledAtStop;

    /// <summary>Creates a pool.</summary>
    /// <param name="options">What it is like.</param>
    /// <exception cref="ArgumentException">An option is outside of what is allowed; the message says which and what is.</exception>
    public WorkerPool(WorkerPoolOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Name, nameof(options));
        ArgumentNullException.ThrowIfNull(options.Time, nameof(options));
        options.Validate();
        _seats = new WorkerSeats(options);
        (Name, Time, CallTimeout, _whenFull) = (options.Name, options.Time, options.CallTimeout, options.WhenFull);
        Threads = options.UsesOwnThreads ? new OwnThreads(options.Name, options.ThreadIdleTime, options.Time) : SharedThreads.Instance;
        PoolFigures.Add(this, _seats);
    }

    /// <summary>The pool's name.</summary>
    public string Name { get; }

    /// <summary>How many workers may be busy at once, from 1 to <see cref="MaxLimit"/>; those above a lowered limit finish what they do.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of what is allowed.</exception>
    public int Limit
    {
        get => _seats.Limit;
        set
        {
            WorkerPoolOptions.ValidateLimit(value, Name, nameof(Limit));
            foreach (WorkerCall call in _seats.SetLimit(value))
            {
                Threads.Execute(call);
            }
        }
    }

    /// <summary>What the pool does and has done, at one moment.</summary>
    public WorkerPoolStatistics Statistics => _seats.GetStatistics();

    internal TimeProvider Time { get; }

    internal TimeSpan CallTimeout { get; }

    internal IWorkerThreads Threads { get; }

    internal CancellationToken Aborted => _abort.Token;

    internal bool IsAborted => _abort.IsCancellationRequested;

    /// <summary>Runs work when a worker is free, and gives what it gives.</summary>
    /// <param name="work">The work; its token is cancelled when the call is, when its time is up and when the pool stops.</param>
    /// <param name="cancellationToken">Cancels the call, whether it waits or runs.</param>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <exception cref="WorkerPoolFullException">The queue is full and the pool sheds.</exception>
    /// <exception cref="WorkerTimeoutException">The work ran longer than a call may.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled, or the pool stopped while it waited or ran.</exception>
    /// <exception cref="ObjectDisposedException">The pool was stopped before.</exception>
    public Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Submit(work, _whenFull, cancellationToken).Result;
    }

    /// <inheritdoc cref="RunAsync{T}(Func{CancellationToken, Task{T}}, CancellationToken)"/>
    public Task RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Submit(WithoutValue(work), _whenFull, cancellationToken).Result;
    }

    /// <summary>Runs work that blocks or computes when a worker is free, and gives what it gives.</summary>
    /// <inheritdoc cref="RunAsync{T}(Func{CancellationToken, Task{T}}, CancellationToken)"/>
    public Task<T> InvokeAsync<T>(Func<CancellationToken, T> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Submit(token => Task.FromResult(work(token)), _whenFull, cancellationToken).Result;
    }

    /// <summary>Hands work over, waiting until the queue has room for it even where the pool sheds; this slows one who gives out much work.</summary>
    /// <returns>The task of the work's result, once the work has a worker or a place in the queue.</returns>
    /// <inheritdoc cref="RunAsync{T}(Func{CancellationToken, Task{T}}, CancellationToken)"/>
    public async Task<Task<T>> EnqueueAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        AwaitedCall<T> call = Submit(work, QueueFullPolicy.Wait, cancellationToken);
        await call.Accepted.ConfigureAwait(false);
        return call.Result;
    }

    /// <summary>Runs work on each of many items, with no more of them in the queue than it holds.</summary>
    /// <param name="items">The items.</param>
    /// <param name="work">The work on one item.</param>
    /// <param name="cancellationToken">Cancels what is left; the outcomes say of which items.</param>
    /// <typeparam name="TIn">The items' type.</typeparam>
    /// <typeparam name="TOut">What the work gives.</typeparam>
    /// <returns>One outcome for each item, in the order of the items; what went wrong with one stands there and does not stop others.</returns>
    /// <exception cref="ObjectDisposedException">The pool was stopped before.</exception>
    public Task<IReadOnlyList<ItemOutcome<TOut>>> RunBatchAsync<TIn, TOut>(
        IReadOnlyList<TIn> items,
        Func<TIn, CancellationToken, Task<TOut>> work,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(work);
        _seats.ThrowIfClosed();
        return new WorkerBatch<TIn, TOut>(this, items, work).RunAsync(cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The pool was stopped before.</exception>
    public bool TryStart(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        StartedCall call = new(this, work);
        if (!_seats.TryAdmit(call))
        {
            return false;
        }

        Threads.Execute(call);
        return true;
    }

    /// <inheritdoc/>
    /// <remarks>The calls come also when the pool stops, after which nothing can be started any more.</remarks>
    /// <exception cref="ObjectDisposedException">The pool was stopped before.</exception>
    public IDisposable WhenFree(Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return new FreeSubscription(this, _seats, callback);
    }

    /// <summary>Takes no more calls, and finishes those that there are until the token is cancelled.</summary>
    /// <param name="cancellationToken">Ends the patience: what waits is cancelled, calls that run are asked to stop, and nothing is waited for any longer; what <see cref="TryStart"/> started has no token to hear of it.</param>
    /// <returns>What was left undone.</returns>
    /// <exception cref="InvalidOperationException">A call of this pool asks, which would wait for itself.</exception>
    public async Task<WorkerPoolShutdown> StopAsync(CancellationToken cancellationToken)
    {
        if (WorkerCall.FindCurrent(this) is not null)
        {
            throw new InvalidOperationException($"The pool '{Name}' cannot be stopped by a call that runs in it, because it would wait for itself; stop it from outside.");
        }

        _seats.Close();
        try
        {
            await _seats.Drained.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await _abort.CancelAsync().ConfigureAwait(false);
        }

        Threads.Close();
        return new WorkerPoolShutdown(Volatile.Read(ref _cancelledAtStop), _seats.Running);
    }

    /// <summary>Takes no more calls and finishes those that there are, unless <see cref="StopAsync"/> gave them up already.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_abort.IsCancellationRequested)
        {
            await StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Starts work that the current call of this pool waits for, on a free worker or in its turn on that call's own.</summary>
    internal void StartInside(Func<Task> work)
    {
        StartedCall call = new(this, work);
        if (_seats.Admit(call, QueueFullPolicy.Wait))
        {
            Threads.Execute(call);
        }
    }

    internal bool Withdraw(WorkerCall call)
    {
        bool waited = _seats.Withdraw(call);
        if (waited && _abort.IsCancellationRequested)
        {
            Interlocked.Increment(ref _cancelledAtStop);
        }

        return waited;
    }

    internal WorkerCall? Release(WorkerCall call, CallResult result, TimeSpan ran) => _seats.Release(call, result, ran);

    internal void Count(CallResult result) => _seats.Count(result);

    internal LatencyWindow TakeWindow() => _seats.TakeWindow();

    internal bool TellNextCall(Action callback) => _seats.TellNextCall(callback);

    private static Func<CancellationToken, Task<bool>> WithoutValue(Func<CancellationToken, Task> work) => async token =>
    {
        await (work(token) ?? throw new InvalidOperationException("Work returned null where a task was expected.")).ConfigureAwait(false);
        return true;
    };

    private AwaitedCall<T> Submit<T>(Func<CancellationToken, Task<T>> work, QueueFullPolicy whenFull, CancellationToken cancellationToken)
    {
        AwaitedCall<T> call = new(this, work);
        call.Listen(cancellationToken);
        try
        {
            if (!call.Result.IsCompleted && _seats.Admit(call, whenFull))
            {
                Threads.Execute(call);
            }
        }
        catch
        {
            // A call that was cancelled on its way here has been reported and counted as that.
            if (call.Refuse())
            {
                throw;
            }
        }

        return call;
    }
}

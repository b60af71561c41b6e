using System.Diagnostics.CodeAnalysis;

namespace WhiteMagic.Execution.Workers;

/// <summary>A call that somebody awaits: it can be cancelled, and is reported at once when its time is up.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer and no parent, and work may look at its token at any time.")]
internal sealed class AwaitedCall<T>(WorkerPool pool, Func<CancellationToken, Task<T>> work) : WorkerCall(pool, flowsContext: true)
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private CancellationToken _cancellation;
    private CancellationTokenRegistration _onCancelled;
    private CancellationTokenRegistration _onAborted;
    private ITimer? _timer;
    private int _claimed;

    public Task<T> Result => _result.Task;

    public Task Accepted => _accepted.Task;

    /// <summary>Begins to listen for cancellation, before the call gets its place.</summary>
    public void Listen(CancellationToken cancellationToken)
    {
        _cancellation = cancellationToken;
        _onCancelled = cancellationToken.UnsafeRegister(static state => ((AwaitedCall<T>)state!).Cancel(), this);
        _onAborted = Pool.Aborted.UnsafeRegister(static state => ((AwaitedCall<T>)state!).Cancel(), this);
    }

    /// <summary>Ends a call that gets no place.</summary>
    /// <returns>Whether it had not been reported before.</returns>
    public bool Refuse()
    {
        StopListening();
        return TryClaim();
    }

    public override void Accept() => _accepted.TrySetResult();

    protected override Task Begin()
    {
        // The result was reported when the call was cancelled on its way from the queue to the worker.
        if (Volatile.Read(ref _claimed) == 1)
        {
            return Task.FromCanceled<T>(new CancellationToken(canceled: true));
        }

        if (Pool.CallTimeout != Timeout.InfiniteTimeSpan)
        {
            _timer = Pool.Time.CreateTimer(static state => ((AwaitedCall<T>)state!).TimeOut(), this, Pool.CallTimeout, Timeout.InfiniteTimeSpan);
        }

        return work(_stop.Token);
    }

    protected override CallResult Claim(Task task)
    {
        _timer?.Dispose();
        if (!TryClaim())
        {
            return CallResult.AlreadyReported;
        }

        return task.IsCompletedSuccessfully ? CallResult.Completed : CallResult.Failed;
    }

    protected override void Report(Task task, CallResult result)
    {
        // Reading the exception marks it as observed, also where nobody hears of it any more.
        AggregateException? error = task.Exception;
        if (result == CallResult.AlreadyReported)
        {
            return;
        }

        StopListening();
        _accepted.TrySetResult();
        if (task is Task<T> { IsCompletedSuccessfully: true } done)
        {
            _result.TrySetResult(done.GetAwaiter().GetResult());
        }
        else if (error is null)
        {
            _result.TrySetCanceled(CancellationToken.None);
        }
        else
        {
            _result.TrySetException(error.InnerExceptions);
        }
    }

    private void Cancel()
    {
        bool waited = Pool.Withdraw(this);
        if (TryClaim())
        {
            Pool.Count(CallResult.Cancelled);
            SetCancelled();
        }

        if (!waited)
        {
            _ = _stop.CancelAsync();
        }
    }

    private void SetCancelled()
    {
        CancellationToken token = _cancellation.IsCancellationRequested ? _cancellation : Pool.Aborted;
        _accepted.TrySetResult();
        _result.TrySetCanceled(token.IsCancellationRequested ? token : new CancellationToken(canceled: true));
        StopListening();
    }

    private void TimeOut()
    {
        if (TryClaim())
        {
            Pool.Count(CallResult.TimedOut);
            _accepted.TrySetResult();
            _result.TrySetException(new WorkerTimeoutException(Pool.Name, Pool.CallTimeout));
            StopListening();
        }

        _ = _stop.CancelAsync();
    }

    private void StopListening()
    {
        _onCancelled.Unregister();
        _onAborted.Unregister();
    }

    private bool TryClaim() => Interlocked.Exchange(ref _claimed, 1) == 0;
}

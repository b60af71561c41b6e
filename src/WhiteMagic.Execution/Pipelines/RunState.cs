namespace WhiteMagic.Execution.Pipelines;

/// <summary>What all parts of one run share: whether it stops and why, its token and its clock.</summary>
internal sealed class RunState(PipelineOptions options) : IDisposable
{
    private static readonly AsyncLocal<RunState?> Inside = new();
    private readonly CancellationTokenSource _cancellation = new();
    private readonly List<ILink> _links = [];
    private readonly Lock _gate = new();
    private StopCause? _stop;
    private Task _cancelling = Task.CompletedTask;
    private long _begun;
    private long _over;
    private volatile bool _isOver;

    public PipelineOptions Options => options;

    public TimeProvider Time => options.TimeProvider;

    /// <summary>Is cancelled when the run stops early.</summary>
    public CancellationToken Token => _cancellation.Token;

    public bool IsStopping => Volatile.Read(ref _stop) is not null;

    public StopCause? Stopped => Volatile.Read(ref _stop);

    public bool IsOver => _isOver;

    /// <summary>What the source threw.</summary>
    public Exception? SourceError { get; set; }

    /// <summary>How the run ended, or that it has not.</summary>
    public PipelineEnd End => !IsOver ? PipelineEnd.Open
        : Stopped?.End ?? (SourceError is null ? PipelineEnd.Completed : PipelineEnd.SourceFailed);

    /// <summary>How long the run took, or has taken so far.</summary>
    public TimeSpan Duration => _begun == 0 ? TimeSpan.Zero
        : Time.GetElapsedTime(_begun, IsOver ? _over : Time.GetTimestamp());

    /// <summary>How many items the source gave.</summary>
    public long Taken;

    /// <summary>Whether the caller is a function of this run, which must not wait for itself.</summary>
    public bool IsInside => ReferenceEquals(Inside.Value, this);

    public void Add(ILink link) => _links.Add(link);

    /// <summary>Runs a part of the run; what the part does not handle itself ends the run instead of hanging it.</summary>
    public async Task RunPartAsync(Func<Task> part)
    {
        Inside.Value = this;
        try
        {
            await part().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it is, the other parts must not wait for this one.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Stop(new(PipelineEnd.Faulted, OutcomeStatus.Cancelled, e));
            Drop();
        }
    }

    /// <summary>Lets nothing further begin; the first cause counts.</summary>
    public void Stop(StopCause cause)
    {
        lock (_gate)
        {
            if (!_isOver && _stop is null)
            {
                Volatile.Write(ref _stop, cause);
                // Callbacks of user code run elsewhere: here they could hold up a worker, or throw into it.
                _cancelling = _cancellation.CancelAsync();
            }
        }
    }

    /// <summary>Throws away all that is under way, for nobody wants it.</summary>
    public void Abandon()
    {
        Stop(new(PipelineEnd.Abandoned, OutcomeStatus.Cancelled, new OperationCanceledException("The consumer stopped.")));
        Drop();
    }

    public void Begin() => _begun = Time.GetTimestamp();

    /// <summary>Tells that all parts have returned, and waits for the callbacks of the token.</summary>
    public async Task EndAsync()
    {
        _over = Time.GetTimestamp();
        lock (_gate)
        {
            _isOver = true;
        }

        await _cancelling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _cancellation.Dispose();

    private void Drop() => _links.ForEach(link => link.Drop());
}

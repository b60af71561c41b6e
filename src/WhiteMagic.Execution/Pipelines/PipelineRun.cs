using System.Diagnostics;
using WhiteMagic.Execution.Diagnostics;

namespace WhiteMagic.Execution.Pipelines;

/// <summary>
/// One run of a pipeline: enumerate it once for the outcomes, and ask it for its report at any time. Leaving the enumeration
/// early ends the run, which waits for the functions that are in work; so does disposing.
/// </summary>
/// <remarks>
/// The enumeration ends by throwing, after the last outcome: what the source threw, or an
/// <see cref="OperationCanceledException"/> where the run was cancelled. After a stop by
/// <see cref="StageFailurePolicy.Stop"/> it ends without: the outcomes tell.
/// </remarks>
/// <typeparam name="TOut">The type of what the last stage gives.</typeparam>
public sealed class PipelineRun<TOut> : IAsyncEnumerable<ItemOutcome<TOut>>, IAsyncDisposable
{
    private readonly RunPlan _plan;
    private readonly Flow<TOut> _flow;
    private readonly CancellationToken _cancellationToken;
    private readonly Lock _gate = new();
    private readonly OutcomeCounters _outcomes = new();
    private readonly List<CancellationTokenRegistration> _registrations = [];
    private PipelineTelemetry? _telemetry;
    private Task? _running;
    private Task? _finished;
    private bool _isDisposed;

    internal PipelineRun(RunPlan plan, Flow<TOut> flow, CancellationToken cancellationToken)
    {
        _plan = plan;
        _flow = flow;
        _cancellationToken = cancellationToken;
    }

    /// <summary>What has happened until now, without stages before the start; final once the enumeration has ended.</summary>
    public PipelineReport Report
    {
        get
        {
            lock (_gate)
            {
                return ReportWriter.Write(_plan, _outcomes);
            }
        }
    }

    /// <summary>Starts the run.</summary>
    /// <param name="cancellationToken">Stops the run, as the token does that the run was prepared with.</param>
    /// <returns>The outcomes, for one reader.</returns>
    /// <exception cref="InvalidOperationException">The run was started before.</exception>
    /// <exception cref="ObjectDisposedException">The run was disposed before it started.</exception>
    public IAsyncEnumerator<ItemOutcome<TOut>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_running is not null)
            {
                throw new InvalidOperationException("A run gives its outcomes once; prepare another run of the pipeline.");
            }

            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var link = _flow.Open(_plan, readers: 1, bufferSize: null);
            StopWith(_cancellationToken);
            StopWith(cancellationToken);
            _plan.Run.Begin();
            Activity? before = Activity.Current;
            _telemetry = PipelineTelemetry.Start(this, _plan);
            _running = _plan.StartAsync();
            Activity.Current = before;
            return new OutcomeEnumerator<TOut>(this, link, _plan.Run, _outcomes);
        }
    }

    /// <summary>
    /// Ends the run if it has not ended: throws away what is under way, cancels the token of the functions in work, and waits
    /// until they and the source have returned. Called from inside one of them it does not wait.
    /// </summary>
    /// <returns>The end of the run.</returns>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isDisposed = true;
            if (_running is null)
            {
                return;
            }
        }

        var run = _plan.Run;
        run.Abandon();
        var finished = FinishAsync();
        if (!run.IsInside)
        {
            await finished.ConfigureAwait(false);
        }
    }

    /// <summary>Waits for all parts of the run and lets go of what it holds.</summary>
    internal Task FinishAsync()
    {
        lock (_gate)
        {
            return _finished ??= FinishOnceAsync(_running!);
        }
    }

    private async Task FinishOnceAsync(Task running)
    {
        await running.ConfigureAwait(false);
        foreach (var registration in _registrations)
        {
            await registration.DisposeAsync().ConfigureAwait(false);
        }

        await _plan.Run.EndAsync().ConfigureAwait(false);
        _telemetry?.Finish(Report);
        _plan.Run.Dispose();
    }

    private void StopWith(CancellationToken token)
    {
        if (token.CanBeCanceled)
        {
            _registrations.Add(token.UnsafeRegister(
                _ => _plan.Run.Stop(new(PipelineEnd.Cancelled, OutcomeStatus.Cancelled, new OperationCanceledException(token))),
                null));
        }
    }
}

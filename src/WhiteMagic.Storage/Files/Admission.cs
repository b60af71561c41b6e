namespace WhiteMagic.Storage.Files;

/// <summary>Lets only so many of all processes work at once, first come first served.</summary>
/// <remarks>
/// With all of them at once each takes as long as the slowest, and who comes first is chance. It only orders: who had to wait
/// too long, as behind a process that was stopped, goes on without a place.
/// </remarks>
internal sealed class Admission : IDisposable
{
    /// <summary>How long anyone waits at most.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly LockQueue _line;
    private readonly LockQueue _inside;
    private readonly int _places;
    private readonly SemaphoreSlim _entering = new(1, 1);
    private readonly WaitingThreads _threads = new("WhiteMagic admission");
    private readonly LockTimeouts _timeouts;
    private volatile AdmissionWait? _wait;

    /// <summary>Prepares to enter.</summary>
    /// <param name="path">Where its files are, but for their endings.</param>
    /// <param name="places">How many may work at once; this process's own do not wait for one another.</param>
    /// <param name="time">The clock.</param>
    internal Admission(string path, int places, TimeProvider time)
    {
        (_line, _inside, _places) = (new LockQueue(path + ".line"), new LockQueue(path + ".inside"), places);
        _timeouts = new LockTimeouts(time, GiveUpOverdue);
    }

    /// <summary>Waits for the caller's turn; one that had to wait goes on where it got its place.</summary>
    public async ValueTask<AdmissionTurn> EnterAsync(CancellationToken cancellationToken)
    {
        await _entering.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // A thread that still waits for a caller who gave up waits for one who was stopped.
            if (_wait is { IsOver: false })
            {
                return new AdmissionTurn(this, 0, waited: true);
            }

            var place = _line.IsEmpty() && _inside.HasPlace(_places) ? _inside.TryJoin() : 0;
            return place > 0 && _inside.HasPlace(place, _places)
                ? new AdmissionTurn(this, place, waited: false)
                : new AdmissionTurn(this, await WaitAsync(place, cancellationToken).ConfigureAwait(false), waited: true);
        }
        catch (FileOperationException)
        {
            return new AdmissionTurn(this, 0, waited: true);
        }
        finally
        {
            _entering.Release();
        }
    }

    public void Dispose()
    {
        _timeouts.Dispose();
        _threads.Dispose();
        _line.Dispose();
        _inside.Dispose();
        _entering.Dispose();
    }

    internal void Leave(long place) => _inside.Leave(place);

    private async Task<long> WaitAsync(long place, CancellationToken cancellationToken)
    {
        var wait = new AdmissionWait(place, _timeouts.Watch(Patience));
        _wait = wait;
        _threads.Run(() => WaitInSystem(wait));
        await using var cancellation = cancellationToken.UnsafeRegister(
            static (wait, token) => ((AdmissionWait)wait!).Cancel(token), wait).ConfigureAwait(false);
        return await wait.Given.ConfigureAwait(false);
    }

    private void WaitInSystem(AdmissionWait wait)
    {
        var (number, place) = (0L, wait.Place);
        try
        {
            if (place == 0)
            {
                number = _line.Join();
                _line.WaitForTurn(number);
                place = wait.Given.IsCompleted ? 0 : _inside.Join();
            }

            _inside.WaitForPlace(place, _places);
        }
        catch (Exception failure) when (failure is FileOperationException or ObjectDisposedException)
        {
            // It only orders.
        }

        _line.Leave(number);
        if (!wait.End(place))
        {
            _inside.Leave(place);
        }
    }

    private long? GiveUpOverdue(long now)
    {
        if (_wait is not { IsOver: false, Deadline: { } deadline } wait)
        {
            return null;
        }

        if (deadline <= now)
        {
            wait.GiveUp();
            return null;
        }

        return deadline;
    }
}

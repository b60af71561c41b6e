namespace WhiteMagic.Execution.Interleavings.Tests.Workers;

/// <summary>Counts who works at once, against the most that may.</summary>
internal sealed class BusyCount(Exploration run, int limit)
{
    private int _busy;

    /// <summary>The highest limit until now.</summary>
    public int Highest { get; private set; } = limit;

    public int Busy => _busy;

    public void Raise(int limit) => Highest = Math.Max(Highest, limit);

    public void Enter()
    {
        _busy++;
        run.Expect(_busy <= Highest, $"{_busy} work at once where {Highest} may.");
    }

    public void Leave() => _busy--;

    /// <summary>Waits for inner work, for which a worker may be lent.</summary>
    public async Task AwaitInnerAsync(Func<Task> inner)
    {
        Leave();
        try
        {
            await inner();
        }
        finally
        {
            Enter();
        }
    }
}

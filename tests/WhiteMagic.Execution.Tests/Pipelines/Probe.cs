namespace WhiteMagic.Execution.Tests.Pipelines;

/// <summary>Watches the functions and the source of a run, and acts at the chosen one of their calls.</summary>
internal sealed class Probe
{
    private int _active;
    private int _calls;
    private int _opened;
    private int _disposed;

    /// <summary>Which call it is that <see cref="Act"/> happens at; -1 for none.</summary>
    public int ActAt { get; init; } = -1;

    public Action Act { get; init; } = () => { };

    public int Active => Volatile.Read(ref _active);

    public bool IsSourceDisposed => _opened == _disposed;

    public void Enter()
    {
        Interlocked.Increment(ref _active);
        if (Interlocked.Increment(ref _calls) == ActAt)
        {
            Act();
        }
    }

    public void Leave() => Interlocked.Decrement(ref _active);

    public IEnumerable<long> Source(int count, int throwAt = -1)
    {
        _opened++;
        try
        {
            for (var i = 0; i < count; i++)
            {
                Enter();
                Leave();
                if (i == throwAt)
                {
                    throw new FormatException("source");
                }

                yield return i;
            }
        }
        finally
        {
            _disposed++;
        }
    }

    public async IAsyncEnumerable<long> SourceAsync(int count, int throwAt = -1)
    {
        foreach (var item in Source(count, throwAt))
        {
            if (item % 5 == 0)
            {
                await Task.Yield();
            }

            yield return item;
        }
    }
}

namespace WhiteMagic.Execution.Tests.Caching;

// A computation that tells when it began, and ends when it is told.
internal sealed class GatedComputation
{
    private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string?> _ends = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _runs;

    public int Runs => Volatile.Read(ref _runs);

    public Task Began => _began.Task;

    // The token that the latest run was given.
    public CancellationToken Token { get; private set; }

    public async ValueTask<string?> RunAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _runs);
        Token = cancellationToken;
        _began.TrySetResult();
        return await _ends.Task;
    }

    public void End(string? value) => _ends.TrySetResult(value);

    public void Fail(Exception error) => _ends.TrySetException(error);
}

namespace WhiteMagic.Tests.Execution.Caching;

// Where work stops until it is let on, and tells that it came.
internal sealed class Gate
{
    private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opens = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Came => _came.Task;

    public void Open() => _opens.TrySetResult();

    // Ignores its token, as the worst stores do.
    public ValueTask PassAsync(CancellationToken cancellationToken)
    {
        _came.TrySetResult();
        return new(_opens.Task);
    }
}

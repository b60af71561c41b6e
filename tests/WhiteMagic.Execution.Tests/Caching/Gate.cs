namespace WhiteMagic.Execution.Tests.Caching;

// Where work stops until it is let on, and tells that it came.
internal sealed class Gate
{
    private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opens = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Came => _came.Task;

    public void Come() => _came.TrySetResult();

    public void Open() => _opens.TrySetResult();

    // Ignores its token, as the worst stores do.
    public ValueTask PassAsync(CancellationToken cancellationToken)
    {
        Come();
        return new(_opens.Task);
    }
}

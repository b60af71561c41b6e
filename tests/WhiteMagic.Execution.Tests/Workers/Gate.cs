namespace WhiteMagic.Execution.Tests.Workers;

/// <summary>Work that begins, tells so, and ends when it is let go.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Entered => _entered.Task;

    public CancellationToken Token { get; private set; }

    public void Open() => _open.TrySetResult();

    /// <summary>Ends when opened, whatever its token says.</summary>
    public async Task<int> PassAsync(CancellationToken cancellationToken)
    {
        Token = cancellationToken;
        _entered.TrySetResult();
        await _open.Task;
        return 1;
    }
}

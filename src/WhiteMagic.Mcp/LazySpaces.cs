using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp;

/// <summary>Opens the store when it is first needed, once for all callers; a failure is told to those who waited and tried anew by the next.</summary>
internal sealed class LazySpaces(Func<CancellationToken, ValueTask<IMemorySpaces>> open, SpaceName defaultSpace) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _lifetime = new();
    private Task<IMemorySpaces>? _opening;

    public SpaceName DefaultSpace => defaultSpace;

    public Task<IMemorySpaces> OpenAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_opening is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _opening = Task.Run(() => open(_lifetime.Token).AsTask(), _lifetime.Token);
            }

            return _opening.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask<IMemorySpace> OpenAsync(SpaceName? name, CancellationToken cancellationToken)
    {
        IMemorySpaces spaces = await OpenAsync(cancellationToken);
        return await spaces.OpenAsync(name ?? defaultSpace, cancellationToken);
    }

    /// <summary>Begins to open the default space, for the call that is likely to follow.</summary>
    public void Warm() => _ = WarmAsync();

    public async ValueTask DisposeAsync()
    {
        await _lifetime.CancelAsync();
        if (_opening is { } opening)
        {
            await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (opening.IsCompletedSuccessfully)
            {
                await (await opening).DisposeAsync();
            }
        }

        _lifetime.Dispose();
    }

    private async Task WarmAsync()
    {
        try
        {
            await OpenAsync(null, _lifetime.Token);
        }
        catch (Exception)
        {
            // Nobody asked yet: the first call that needs the store meets the same error and reports it.
        }
    }
}

using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp;

/// <summary>Opens the store when it is first needed, once for all callers; a failure is told to those who waited and tried anew by the next.</summary>
internal sealed class LazySpaces(McpServerSettings settings) : IAsyncDisposable
{
    // Clients that begin at once have made their first calls by then.
    private static readonly TimeSpan SettlingTime = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _lifetime = new();
    private Task<IMemorySpaces>? _opening;
    private int _settling;

    public SpaceName DefaultSpace => settings.Space;

    public Task<IMemorySpaces> OpenAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_opening is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _opening = Task.Run(() => settings.OpenSpaces(_lifetime.Token).AsTask(), _lifetime.Token);
            }

            return _opening.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask<IMemorySpace> OpenAsync(SpaceName? name, CancellationToken cancellationToken)
    {
        IMemorySpaces spaces = await OpenAsync(cancellationToken);
        return await spaces.OpenAsync(name ?? DefaultSpace, cancellationToken);
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
            if (settings.Settled is { } settled && Interlocked.Exchange(ref _settling, 1) == 0)
            {
                await Task.Delay(SettlingTime, settings.Clock, _lifetime.Token);
                settled();
            }
        }
        catch (Exception)
        {
            // Nobody asked yet: the first call that needs the store meets the same error and reports it.
        }
    }
}

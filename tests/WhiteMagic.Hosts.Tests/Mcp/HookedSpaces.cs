using Microsoft.Extensions.Time.Testing;
using WhiteMagic.Execution.Workers;
using WhiteMagic.Spaces;

namespace WhiteMagic.Hosts.Tests.Mcp;

/// <summary>The product's own spaces held in memory, at a fixed time, with a test's hooks before two of their operations.</summary>
internal sealed class HookedSpaces : IMemorySpaces
{
    private static readonly WorkerPools Workers = new(new WorkerPoolsOptions());

    private readonly VolatileMemorySpaces _spaces = new(new SpaceOptions
    {
        Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 10, 15, 0, TimeSpan.Zero)),
        Workers = Workers,
    });

    public SpaceHooks Hooks { get; } = new();

    public bool Disposed { get; private set; }

    public async ValueTask<IMemorySpace> OpenAsync(SpaceName name, CancellationToken cancellationToken = default) =>
        new HookedSpace(await _spaces.OpenAsync(name, cancellationToken), Hooks);

    public ValueTask<IReadOnlyList<SpaceName>> ListAsync(CancellationToken cancellationToken = default) => _spaces.ListAsync(cancellationToken);

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return _spaces.DisposeAsync();
    }
}

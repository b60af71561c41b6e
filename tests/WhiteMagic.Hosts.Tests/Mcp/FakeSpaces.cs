using System.Collections.Concurrent;
using WhiteMagic.Spaces;

namespace WhiteMagic.Hosts.Tests.Mcp;

/// <summary>Spaces held in memory, so that the protocol is tested apart from the store.</summary>
internal sealed class FakeSpaces : IMemorySpaces
{
    private readonly ConcurrentDictionary<SpaceName, FakeSpace> _spaces = new();

    public bool Disposed { get; private set; }

    public FakeSpace Default => Space(SpaceName.Default);

    public FakeSpace Space(SpaceName name) => _spaces.GetOrAdd(name, name => new FakeSpace(name));

    public ValueTask<IMemorySpace> OpenAsync(SpaceName name, CancellationToken cancellationToken = default) => new(Space(name));

    public ValueTask<IReadOnlyList<SpaceName>> ListAsync(CancellationToken cancellationToken = default) => new([.. _spaces.Keys]);

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return ValueTask.CompletedTask;
    }
}

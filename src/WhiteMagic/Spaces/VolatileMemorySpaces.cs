using WhiteMagic.Diagnostics;
using WhiteMagic.Memories;
using WhiteMagic.Search;

namespace WhiteMagic.Spaces;

/// <summary>Spaces in the process's memory, gone with it: for tests and for hosts that keep nothing.</summary>
/// <param name="options">How the spaces behave.</param>
public sealed class VolatileMemorySpaces(SpaceOptions options) : IMemorySpaces
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, MemorySpace> _spaces = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<IMemorySpace> OpenAsync(SpaceName name, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (!_spaces.TryGetValue(name.Value, out MemorySpace? space))
            {
                space = new MemorySpace(name, new VolatileMemoryRecords(), new VolatileMemoryIndex(), new VolatileMetricLog(), options);
                _spaces.Add(name.Value, space);
            }

            return ValueTask.FromResult<IMemorySpace>(space);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SpaceName>> ListAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            IEnumerable<SpaceName> others = _spaces.Values.Select(static space => space.Name).Where(static name => name != SpaceName.Default);
            return ValueTask.FromResult<IReadOnlyList<SpaceName>>([SpaceName.Default, .. others]);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        MemorySpace[] spaces;
        lock (_lock)
        {
            spaces = [.. _spaces.Values];
            _spaces.Clear();
        }

        foreach (MemorySpace space in spaces)
        {
            await space.DisposeAsync().ConfigureAwait(false);
        }
    }
}

namespace WhiteMagic.Spaces;

/// <summary>The spaces of one store. Safe for concurrent use.</summary>
public interface IMemorySpaces : IAsyncDisposable
{
    /// <summary>Gives a space, opening it at its first use; the same object until this one is disposed.</summary>
    /// <exception cref="WhiteMagicException">The space cannot be opened; the message says why.</exception>
    ValueTask<IMemorySpace> OpenAsync(SpaceName name, CancellationToken cancellationToken = default);

    /// <summary>Lists the spaces that exist, <c>default</c> first.</summary>
    ValueTask<IReadOnlyList<SpaceName>> ListAsync(CancellationToken cancellationToken = default);
}

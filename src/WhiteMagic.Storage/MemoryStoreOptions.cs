using WhiteMagic.Spaces;

namespace WhiteMagic.Storage;

/// <summary>Where a store lies and how it behaves.</summary>
public sealed record MemoryStoreOptions
{
    /// <summary>The base folder; made at the first write. One that has a <c>memory</c> folder is opened in place.</summary>
    public required string BaseFolder { get; init; }

    /// <summary>What a write that was acknowledged survives.</summary>
    /// <value>The default is <see cref="Durability.Full"/>: a power loss.</value>
    public Durability Durability { get; init; } = Durability.Full;

    /// <summary>How the spaces behave.</summary>
    public SpaceOptions Spaces { get; init; } = new();
}

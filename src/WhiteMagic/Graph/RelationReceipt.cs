using WhiteMagic.Memories;

namespace WhiteMagic.Graph;

/// <summary>Says that two memories are linked.</summary>
public sealed record RelationReceipt
{
    /// <summary>The memory that holds the link.</summary>
    public required MemoryId Source { get; init; }

    /// <summary>The memory it points at.</summary>
    public required MemoryId Target { get; init; }

    /// <summary>What the target is to the source.</summary>
    public required RelationKind Relation { get; init; }

    /// <summary>False when the same link was there already.</summary>
    public required bool Created { get; init; }

    /// <summary>The version the source now has.</summary>
    public required string Version { get; init; }
}

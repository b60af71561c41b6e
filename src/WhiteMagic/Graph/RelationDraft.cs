using WhiteMagic.Memories;

namespace WhiteMagic.Graph;

/// <summary>A link to make between two memories.</summary>
public sealed record RelationDraft
{
    /// <summary>The memory that will hold the link.</summary>
    public required MemoryId Source { get; init; }

    /// <summary>The memory it points at.</summary>
    public required MemoryId Target { get; init; }

    /// <summary>What the target is to the source.</summary>
    public RelationKind Relation { get; init; } = RelationKind.RelatesTo;

    /// <summary>Why, in the writer's words.</summary>
    public string? Description { get; init; }
}

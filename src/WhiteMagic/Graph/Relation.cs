using System.Text.Json.Serialization;

namespace WhiteMagic.Graph;

/// <summary>A link from the memory that holds it to another.</summary>
public sealed record Relation
{
    /// <summary>What the link points at: an id, or for a wiki link an id or a title as written.</summary>
    public required string Target { get; init; }

    /// <summary>What the target is to the memory.</summary>
    public RelationKind Type { get; init; }

    /// <summary>Why, in the writer's words.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Description { get; init; }
}

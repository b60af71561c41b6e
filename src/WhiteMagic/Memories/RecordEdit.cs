using WhiteMagic.Graph;

namespace WhiteMagic.Memories;

/// <summary>What to change in a record; what is null stays byte for byte.</summary>
public sealed record RecordEdit
{
    /// <summary>A new title.</summary>
    public string? Title { get; init; }

    /// <summary>A new text.</summary>
    public string? Content { get; init; }

    /// <summary>Text to add at the end.</summary>
    public string? Append { get; init; }

    /// <summary>New tags, normalised.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>New links.</summary>
    public IReadOnlyList<Relation>? Relations { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? Updated { get; init; }
}

using System.Text.Json.Serialization;
using WhiteMagic.Memories;

namespace WhiteMagic.Consolidation;

/// <summary>A long-term memory made of several short-term ones.</summary>
public sealed record ConsolidatedMemory
{
    /// <summary>Its id; absent in a dry run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MemoryId? Filename { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The memories it was made of.</summary>
    public required IReadOnlyList<MemoryId> Sources { get; init; }
}

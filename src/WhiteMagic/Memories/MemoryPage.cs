using System.Text.Json.Serialization;

namespace WhiteMagic.Memories;

/// <summary>One page of a list.</summary>
public sealed record MemoryPage
{
    /// <summary>The memories, in the order asked for.</summary>
    public required IReadOnlyList<MemorySummary> Memories { get; init; }

    /// <summary>How many the whole list has.</summary>
    public required int Total { get; init; }

    /// <summary>Gives the next page; absent on the last.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NextCursor { get; init; }
}

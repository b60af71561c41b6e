using System.Text.Json.Serialization;

namespace WhiteMagic.Memories;

/// <summary>What became of one memory of a batch read.</summary>
public sealed record BatchReadItem
{
    /// <summary>Its place in the request, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Whether it was read.</summary>
    public required bool Ok { get; init; }

    /// <summary>The id as it was asked for.</summary>
    public required string Filename { get; init; }

    /// <summary>The memory, when it was read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MemoryView? Memory { get; init; }

    /// <summary>Whether it was not read because there is no such memory.</summary>
    [JsonIgnore]
    public bool IsMissing { get; init; }

    /// <summary>Why not, when it was not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }
}

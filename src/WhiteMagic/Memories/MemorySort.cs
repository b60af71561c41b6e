using System.Text.Json.Serialization;

namespace WhiteMagic.Memories;

/// <summary>What a list is ordered by: the times newest first, titles from A to Z.</summary>
public enum MemorySort
{
    /// <summary>By creation.</summary>
    [JsonStringEnumMemberName("created")]
    Created,

    /// <summary>By last change.</summary>
    [JsonStringEnumMemberName("updated")]
    Updated,

    /// <summary>By last reading, those never read last.</summary>
    [JsonStringEnumMemberName("accessed")]
    Accessed,

    /// <summary>By title.</summary>
    [JsonStringEnumMemberName("title")]
    Title,
}

using System.Text.Json.Serialization;

namespace WhiteMagic.Search;

/// <summary>What a search ranks.</summary>
public enum SearchGranularity
{
    /// <summary>Whole memories.</summary>
    [JsonStringEnumMemberName("memory")]
    Memory,

    /// <summary>Passages of memories, as one list besides.</summary>
    [JsonStringEnumMemberName("passage")]
    Passage,
}

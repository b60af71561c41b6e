using System.Text.Json.Serialization;

namespace WhiteMagic.Memories;

/// <summary>Whether a memory is in use or set aside.</summary>
public enum MemoryStatus
{
    /// <summary>Listed, searched and given as context.</summary>
    [JsonStringEnumMemberName("active")]
    Active,

    /// <summary>Kept in the archive, out of sight unless asked for.</summary>
    [JsonStringEnumMemberName("archived")]
    Archived,
}

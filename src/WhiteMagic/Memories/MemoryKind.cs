using System.Text.Json.Serialization;

namespace WhiteMagic.Memories;

/// <summary>How long a memory is meant to be of use.</summary>
public enum MemoryKind
{
    /// <summary>Notes of current work, consolidated with age.</summary>
    [JsonStringEnumMemberName("short_term")]
    ShortTerm,

    /// <summary>Knowledge to keep.</summary>
    [JsonStringEnumMemberName("long_term")]
    LongTerm,
}

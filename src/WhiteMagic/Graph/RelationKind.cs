using System.Text.Json.Serialization;

namespace WhiteMagic.Graph;

/// <summary>What one memory is to another.</summary>
public enum RelationKind
{
    /// <summary>The two have to do with each other.</summary>
    [JsonStringEnumMemberName("relates_to")]
    RelatesTo,

    /// <summary>The source needs the target.</summary>
    [JsonStringEnumMemberName("depends_on")]
    DependsOn,

    /// <summary>The source carries out the target.</summary>
    [JsonStringEnumMemberName("implements")]
    Implements,

    /// <summary>The source replaces the target.</summary>
    [JsonStringEnumMemberName("supersedes")]
    Supersedes,

    /// <summary>The source draws on the target.</summary>
    [JsonStringEnumMemberName("informed_by")]
    InformedBy,

    /// <summary>The source says otherwise than the target.</summary>
    [JsonStringEnumMemberName("contradicts")]
    Contradicts,

    /// <summary>The source was made out of the target.</summary>
    [JsonStringEnumMemberName("consolidated_from")]
    ConsolidatedFrom,
}

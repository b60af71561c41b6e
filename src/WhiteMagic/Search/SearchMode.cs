using System.Text.Json.Serialization;

namespace WhiteMagic.Search;

/// <summary>How memories are matched.</summary>
public enum SearchMode
{
    /// <summary>The best the space can do.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto,

    /// <summary>By words.</summary>
    [JsonStringEnumMemberName("lexical")]
    Lexical,

    /// <summary>By meaning; needs embeddings.</summary>
    [JsonStringEnumMemberName("semantic")]
    Semantic,

    /// <summary>By both; needs embeddings.</summary>
    [JsonStringEnumMemberName("hybrid")]
    Hybrid,
}

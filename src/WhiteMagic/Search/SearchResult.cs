using System.Text.Json.Serialization;

namespace WhiteMagic.Search;

/// <summary>What a search found, best first.</summary>
public sealed record SearchResult
{
    /// <summary>The memories found.</summary>
    public required IReadOnlyList<MemoryMatch> Matches { get; init; }

    /// <summary>The best passages of all of them, when passages were asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Passage>? Passages { get; init; }

    /// <summary>How many memories were considered a match, given or not.</summary>
    public required int Total { get; init; }

    /// <summary>The tokens of the titles and passages given.</summary>
    public required int Tokens { get; init; }
}

using System.Text.Json.Serialization;
using WhiteMagic.Search;

namespace WhiteMagic.Cli.Output;

/// <summary>What one of several queries found.</summary>
internal sealed record QueryAnswer
{
    public required string Query { get; init; }

    public required IReadOnlyList<MemoryMatch> Matches { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Passage>? Passages { get; init; }

    public required int Total { get; init; }

    public required int Tokens { get; init; }

    public static QueryAnswer From(string query, SearchResult found) => new()
    {
        Query = query,
        Matches = found.Matches,
        Passages = found.Passages,
        Total = found.Total,
        Tokens = found.Tokens,
    };
}

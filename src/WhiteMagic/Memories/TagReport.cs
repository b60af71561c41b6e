using System.Text.Json.Serialization;
using WhiteMagic.Context;

namespace WhiteMagic.Memories;

/// <summary>The tags of a space, the most used first, then by name.</summary>
public sealed record TagReport
{
    /// <summary>The tags.</summary>
    public required IReadOnlyList<TagCount> Tags { get; init; }

    /// <summary>How many different tags there are.</summary>
    public required int TotalUniqueTags { get; init; }

    /// <summary>How many uses they have together.</summary>
    public required int TotalTagUsages { get; init; }

    /// <summary>How many memories have a tag.</summary>
    public required int TotalMemoriesWithTags { get; init; }

    /// <summary>How many tags, the least used, were left out to fit the tokens asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Omitted { get; init; }

    /// <summary>Gives the report with as many of its tags as fit, counted as JSON.</summary>
    /// <exception cref="InvalidInputException">The tokens are below 1.</exception>
    public TagReport Within(int? maxTokens)
    {
        TextRules.Tokens(maxTokens);
        int left = maxTokens ?? int.MaxValue;
        IReadOnlyList<TagCount> kept = maxTokens is null ? Tags : JsonBudget.Take(Tags, WhiteMagicJson.Readable.TagCount, ref left);
        return this with { Tags = kept, Omitted = Omitted + Tags.Count - kept.Count };
    }
}

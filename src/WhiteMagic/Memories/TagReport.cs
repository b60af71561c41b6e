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
}

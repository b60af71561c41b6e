namespace WhiteMagic.Memories;

/// <summary>Tags as they are kept: trimmed, lower case, no tag twice, in the order given.</summary>
public static class TagList
{
    /// <summary>The most tags a memory may be given.</summary>
    public const int MaxTags = 100;

    /// <summary>The longest tag, in characters.</summary>
    public const int MaxLength = 100;

    /// <summary>Normalises tags; empty ones are left out.</summary>
    public static IReadOnlyList<string> Normalize(IEnumerable<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        var kept = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string tag in tags)
        {
            string normal = tag.Trim().ToLowerInvariant();
            if (normal.Length > 0 && seen.Add(normal))
            {
                kept.Add(normal);
            }
        }

        return kept;
    }

    /// <summary>Normalises the tags a caller gave, checking them.</summary>
    /// <exception cref="InvalidInputException">There are too many, or one is too long or has a comma or a control character.</exception>
    public static IReadOnlyList<string> Check(IReadOnlyList<string> tags, string field)
    {
        ArgumentNullException.ThrowIfNull(tags);
        IReadOnlyList<string> normal = Normalize(tags);
        if (normal.Count > MaxTags)
        {
            throw new InvalidInputException(field, $"has {normal.Count} tags; at most {MaxTags} are allowed");
        }

        foreach (string tag in normal)
        {
            if (tag.Length > MaxLength)
            {
                throw new InvalidInputException(field, $"has a tag of {tag.Length} characters; at most {MaxLength} are allowed");
            }

            // Tags may be written as `a, b, c`, where a comma would cut one in two.
            if (tag.Contains(',', StringComparison.Ordinal) || tag.Any(char.IsControl) || !TextRules.IsWellFormed(tag))
            {
                throw new InvalidInputException(field, "has a tag with a comma, a control character or a broken character");
            }
        }

        return normal;
    }
}

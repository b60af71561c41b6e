namespace WhiteMagic.Search;

/// <summary>How much is indexed.</summary>
public sealed record IndexCounts
{
    /// <summary>Active short-term memories.</summary>
    public required int ShortTerm { get; init; }

    /// <summary>Active long-term memories.</summary>
    public required int LongTerm { get; init; }

    /// <summary>Archived memories.</summary>
    public required int Archived { get; init; }

    /// <summary>Different tags.</summary>
    public required int UniqueTags { get; init; }

    /// <summary>Links, wiki links too.</summary>
    public required int Relations { get; init; }

    /// <summary>Records that could not be read as memories.</summary>
    public required int Problems { get; init; }

    /// <summary>The bytes of all records.</summary>
    public required long Bytes { get; init; }

    /// <summary>All records.</summary>
    public int Total => ShortTerm + LongTerm + Archived;
}

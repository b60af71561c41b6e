using WhiteMagic.Memories;

namespace WhiteMagic.Search;

/// <summary>What the index knows of one record.</summary>
public sealed record IndexedMemory
{
    /// <summary>Where the record lies.</summary>
    public required RecordKey Key { get; init; }

    /// <summary>The state that was indexed.</summary>
    public required RecordStamp Stamp { get; init; }

    /// <summary>Its kind.</summary>
    public required MemoryKind Kind { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>Whether it could not be read as a memory.</summary>
    public bool HasProblem { get; init; }

    /// <summary>When it was last read, if ever.</summary>
    public DateTimeOffset? Accessed { get; init; }

    /// <summary>Gives what a list shows of it.</summary>
    public MemorySummary ToSummary() => new()
    {
        Filename = Key.Id,
        Title = Title,
        Type = Kind,
        Status = Key.Folder == MemoryFolder.Archive ? MemoryStatus.Archived : MemoryStatus.Active,
        Tags = Tags,
        Created = Created,
        Updated = Updated,
        Accessed = Accessed,
    };
}

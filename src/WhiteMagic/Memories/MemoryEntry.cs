using WhiteMagic.Graph;

namespace WhiteMagic.Memories;

/// <summary>One memory as its record holds it.</summary>
public sealed record MemoryEntry
{
    /// <summary>Where the record lies.</summary>
    public required RecordKey Key { get; init; }

    /// <summary>Its id, unique in the space.</summary>
    public MemoryId Id => Key.Id;

    /// <summary>Its kind; for an archived memory, the one it had.</summary>
    public required MemoryKind Kind { get; init; }

    /// <summary>Whether it is in use.</summary>
    public MemoryStatus Status => Key.Folder == MemoryFolder.Archive ? MemoryStatus.Archived : MemoryStatus.Active;

    /// <summary>Its title; a record without one is given its first heading or its file name.</summary>
    public required string Title { get; init; }

    /// <summary>Its tags: trimmed, lower case, no tag twice.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>When it was written, from the record's own text.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it last changed, from the record's own text.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>Names this state of the record; any change, by anyone, gives another.</summary>
    public required string Version { get; init; }

    /// <summary>The text below the front matter.</summary>
    public required string Content { get; init; }

    /// <summary>The front matter as written, without its fences; empty when there is none.</summary>
    public string FrontMatter { get; init; } = string.Empty;

    /// <summary>The 1-based line of the record at which <see cref="Content"/> begins.</summary>
    public int ContentLine { get; init; } = 1;

    /// <summary>The links its front matter names.</summary>
    public IReadOnlyList<Relation> Relations { get; init; } = [];

    /// <summary>The key under which a caller created it, so that sending it again gives the same memory.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The state of the record that was read.</summary>
    public RecordStamp Stamp { get; init; }

    /// <summary>Why its front matter could not be used, if so.</summary>
    public RecordProblem? Problem { get; init; }
}

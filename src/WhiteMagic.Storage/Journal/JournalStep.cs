namespace WhiteMagic.Storage.Journal;

/// <summary>One step as the journal records it; paths are relative to the store.</summary>
internal sealed record JournalStep
{
    public required StepKind Kind { get; init; }

    /// <summary>The file created, replaced, deleted or moved away.</summary>
    public required string Path { get; init; }

    /// <summary>Where a moved file goes.</summary>
    public string? Target { get; init; }

    /// <summary>The staged file's name, for a step with content.</summary>
    public string? Staged { get; init; }

    /// <summary>SHA-256 of the staged content.</summary>
    public string? Hash { get; init; }

    /// <summary>The old file's state when the change was committed.</summary>
    public long? OldModifiedNs { get; init; }

    public long? OldSize { get; init; }

    public long? OldFileId { get; init; }
}

namespace WhiteMagic.Storage.Backup;

/// <summary>Says that a backup was written and is safe.</summary>
public sealed record BackupReceipt
{
    /// <summary>The archive's path.</summary>
    public required string Path { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>How many files it holds.</summary>
    public required int Files { get; init; }

    /// <summary>The bytes of these files.</summary>
    public required long Bytes { get; init; }

    /// <summary>The bytes of the archive.</summary>
    public required long ArchiveBytes { get; init; }

    /// <summary>What was left out, each with the reason: links, and files that vanished or could not be read.</summary>
    public required IReadOnlyList<string> Skipped { get; init; }
}

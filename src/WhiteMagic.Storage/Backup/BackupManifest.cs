namespace WhiteMagic.Storage.Backup;

/// <summary>What a backup says it holds; the last entry of the archive.</summary>
public sealed record BackupManifest
{
    /// <summary>The version of this format that is written now.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The version of the format.</summary>
    public required int Version { get; init; }

    /// <summary>When the backup was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Each file.</summary>
    public required IReadOnlyList<BackupFile> Files { get; init; }

    /// <summary>How many there are.</summary>
    public required int TotalFiles { get; init; }

    /// <summary>Their bytes together.</summary>
    public required long TotalBytes { get; init; }
}

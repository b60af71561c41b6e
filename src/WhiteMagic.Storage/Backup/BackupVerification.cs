using System.Text.Json.Serialization;

namespace WhiteMagic.Storage.Backup;

/// <summary>What checking every byte of a backup found.</summary>
public sealed record BackupVerification
{
    /// <summary>The archive's path.</summary>
    public required string Path { get; init; }

    /// <summary>Whether every file is there, unchanged, and nothing else is.</summary>
    public bool Ok => Problems.Count == 0;

    /// <summary>How many files were hashed.</summary>
    public required int Files { get; init; }

    /// <summary>Their bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Each fault found: a file changed, missing, extra or refused, or the archive cut short.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>The manifest, when it could be read.</summary>
    [JsonIgnore]
    public BackupManifest? Manifest { get; init; }
}

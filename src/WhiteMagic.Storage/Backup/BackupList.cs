namespace WhiteMagic.Storage.Backup;

/// <summary>The backups of a folder, the latest first.</summary>
public sealed record BackupList
{
    /// <summary>The backups.</summary>
    public required IReadOnlyList<BackupInfo> Backups { get; init; }
}

namespace WhiteMagic.Storage.Backup;

/// <summary>A backup in a folder, as far as its name and size tell.</summary>
public sealed record BackupInfo
{
    /// <summary>Its file name.</summary>
    public required string Name { get; init; }

    /// <summary>Its path.</summary>
    public required string Path { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Its bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Whether it was made by itself, before a restore.</summary>
    public required bool Safety { get; init; }
}

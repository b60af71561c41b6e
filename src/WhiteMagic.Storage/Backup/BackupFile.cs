namespace WhiteMagic.Storage.Backup;

/// <summary>One file of a backup, as its manifest lists it.</summary>
public sealed record BackupFile
{
    /// <summary>Its path below the base folder, with slashes.</summary>
    public required string Path { get; init; }

    /// <summary>Its bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The SHA-256 of its bytes, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
}

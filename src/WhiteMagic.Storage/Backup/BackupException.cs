namespace WhiteMagic.Storage.Backup;

/// <summary>Says that a backup cannot be made, read or restored, and why.</summary>
public sealed class BackupException(string message, Exception? inner = null) : WhiteMagicException(message, inner);

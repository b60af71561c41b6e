using System.Text.Json.Serialization;

namespace WhiteMagic.Storage.Backup;

/// <summary>What a restore changed, or in a dry run would change.</summary>
public sealed record RestoreReport
{
    /// <summary>Whether it only said what would change.</summary>
    public required bool DryRun { get; init; }

    /// <summary>Files that were not there.</summary>
    public required IReadOnlyList<string> Added { get; init; }

    /// <summary>Files that had other bytes.</summary>
    public required IReadOnlyList<string> Changed { get; init; }

    /// <summary>Files the backup does not hold; they stay in the safety backup.</summary>
    public required IReadOnlyList<string> Removed { get; init; }

    /// <summary>How many files were the same already.</summary>
    public required int Unchanged { get; init; }

    /// <summary>The backup made first of what was there; absent in a dry run and when nothing was there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SafetyBackup { get; init; }
}

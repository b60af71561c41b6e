namespace WhiteMagic.Storage.Journal;

/// <summary>A committed change of several files; what is listed here happens, even after a crash.</summary>
internal sealed record JournalRecord
{
    internal const int CurrentVersion = 1;

    public required int Version { get; init; }

    /// <summary>SHA-256 of the steps as they are written.</summary>
    public required string Checksum { get; init; }

    public required IReadOnlyList<JournalStep> Steps { get; init; }
}

namespace WhiteMagic.Storage.Journal;

/// <summary>What recovery found and did.</summary>
internal sealed record JournalRecovery
{
    internal static readonly JournalRecovery Nothing = new() { Finished = 0, Discarded = 0, SetAside = [] };

    /// <summary>Changes that were committed and are now complete.</summary>
    public required int Finished { get; init; }

    /// <summary>Torn records that were removed, with nothing changed.</summary>
    public required int Discarded { get; init; }

    /// <summary>Files, relative to the store, that took a free name because someone used theirs in the meantime.</summary>
    public required IReadOnlyList<string> SetAside { get; init; }
}

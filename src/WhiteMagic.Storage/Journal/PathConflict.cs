namespace WhiteMagic.Storage.Journal;

/// <summary>Why a transaction cannot start.</summary>
internal enum PathConflict
{
    /// <summary>A name that a step would create exists.</summary>
    Taken,

    /// <summary>A file that a step needs does not exist.</summary>
    Missing,

    /// <summary>A file is not in the state the caller last saw.</summary>
    Changed,
}

namespace WhiteMagic.Memories;

/// <summary>One record that exists, and its present state.</summary>
/// <param name="Key">Where it lies.</param>
/// <param name="Stamp">Its state.</param>
public readonly record struct RecordState(RecordKey Key, RecordStamp Stamp);

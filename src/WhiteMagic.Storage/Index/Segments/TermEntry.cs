namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Where a segment keeps a term's list and positions.</summary>
internal readonly record struct TermEntry(int Count, int List, int ListLength, int Positions, int PositionsLength);

namespace WhiteMagic.Execution.Files.Walking;

/// <summary>Where a name lies in a listing.</summary>
internal readonly record struct NameSlot(int Offset, int Length);

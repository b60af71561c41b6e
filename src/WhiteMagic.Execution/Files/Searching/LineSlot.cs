namespace WhiteMagic.Execution.Files.Searching;

/// <summary>A line among those that were packed.</summary>
internal readonly record struct LineSlot(long Number, int Offset, int Length, LineMatch Match);

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Where a match lies in a line, in bytes.</summary>
internal readonly record struct LineMatch(int Start, int Length);

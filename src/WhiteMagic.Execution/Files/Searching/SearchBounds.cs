namespace WhiteMagic.Execution.Files.Searching;

/// <summary>How much of one file is held in memory.</summary>
/// <param name="Line">The most bytes of a line, with those to be shown before it.</param>
/// <param name="Found">The most bytes of all lines to be shown.</param>
internal sealed record SearchBounds(int Line = 256 << 20, int Found = 1 << 30);

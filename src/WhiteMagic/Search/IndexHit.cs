namespace WhiteMagic.Search;

/// <summary>One memory that matches, and how well; higher is better.</summary>
/// <param name="Memory">The memory.</param>
/// <param name="Score">Its score; 0 when nothing but filters was asked for.</param>
public readonly record struct IndexHit(IndexedMemory Memory, double Score);

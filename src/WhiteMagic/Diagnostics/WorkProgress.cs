namespace WhiteMagic.Diagnostics;

/// <summary>How far a long operation is.</summary>
/// <param name="Done">Steps done.</param>
/// <param name="Total">Steps in all, or 0 while that is unknown.</param>
/// <param name="Stage">What is being done, in a few words.</param>
public readonly record struct WorkProgress(long Done, long Total, string Stage);

namespace WhiteMagic.Execution.Files.Walking;

/// <summary>Some files of one folder that a worker took, and what went wrong in the folder.</summary>
/// <param name="Sequence">Its place among all that were taken, from 0 and without gaps.</param>
/// <param name="Folder">The folder.</param>
/// <param name="From">The first file's place in the folder's listing.</param>
/// <param name="Count">How many files.</param>
/// <param name="Problems">What went wrong in the folder, for the first who takes of it.</param>
internal readonly record struct WalkTake(long Sequence, WalkFolder Folder, int From, int Count, IReadOnlyList<WalkProblem> Problems);

namespace WhiteMagic.Execution.Files.Walking;

/// <summary>What is no file, or could not be listed.</summary>
internal readonly record struct WalkProblem(OutcomeStatus Status, FileReadException Error);

namespace WhiteMagic.Memories;

/// <summary>Says why a record could not be read as a memory; it stays as it is and is found as plain text.</summary>
/// <param name="Reason">What is wrong.</param>
/// <param name="Line">The 1-based line of the file it is at, or 0 when it concerns the whole file.</param>
public sealed record RecordProblem(string Reason, int Line);

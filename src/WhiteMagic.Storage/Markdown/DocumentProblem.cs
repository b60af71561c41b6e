namespace WhiteMagic.Storage.Markdown;

/// <summary>Why a file's front matter cannot be used, and the 1-based line to look at.</summary>
internal sealed record DocumentProblem(string Reason, int Line);

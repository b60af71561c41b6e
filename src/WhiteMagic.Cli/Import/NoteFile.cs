namespace WhiteMagic.Cli.Import;

/// <summary>A file that may be a note, or a folder that keeps its notes to itself.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Source">The same from the folder that is imported, as a person would look for it.</param>
/// <param name="Error">Why there is nothing to read.</param>
internal sealed record NoteFile(string Path, string Source, string? Error = null);

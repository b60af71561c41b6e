namespace WhiteMagic.Execution.Files.Walking;

/// <summary>Decides on one name in a folder.</summary>
internal delegate bool NamePredicate(ReadOnlySpan<byte> name, bool isFolder);

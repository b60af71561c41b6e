namespace WhiteMagic.Storage.Files;

/// <summary>Takes one name of a scanned folder; the span is valid only during the call.</summary>
internal delegate void ScanVisitor(ReadOnlySpan<char> name, in FileStamp stamp, FileKind kind);

namespace WhiteMagic.Storage.Files;

/// <summary>A file's bytes and its stamp from just before they were read, so a later change shows.</summary>
internal readonly record struct FileContent(byte[] Bytes, FileStamp Stamp);

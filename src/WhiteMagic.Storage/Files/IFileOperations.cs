namespace WhiteMagic.Storage.Files;

/// <summary>The file system as the store uses it; a failure is a <see cref="FileOperationException"/>.</summary>
internal interface IFileOperations
{
    /// <summary>Creates a file that must not exist, with all its content; leaves nothing behind on failure.</summary>
    void WriteNew(string path, ReadOnlySpan<byte> content, bool flush);

    /// <summary>Adds content at a file's end, whole and apart from what others add at the same time; makes the file when there is none.</summary>
    void Append(string path, ReadOnlySpan<byte> content, bool flush);

    /// <summary>Renames without ever overwriting; false when the name is taken.</summary>
    bool TryMove(string from, string to);

    /// <summary>Renames over the target in one step, keeping the target's permissions.</summary>
    void MoveOver(string from, string to);

    /// <summary>Deletes a file; false when there is none.</summary>
    bool Delete(string path);

    void FlushDirectory(string folder);

    void CreateDirectory(string folder);

    /// <summary>Reads a whole regular file; null when there is none.</summary>
    FileContent? Read(string path);

    /// <summary>Stamps what the name stands for, following a link; null when there is nothing.</summary>
    FileStamp? Stat(string path);

    /// <summary>Names everything in a folder; nothing when there is no folder.</summary>
    IReadOnlyList<string> List(string folder);
}

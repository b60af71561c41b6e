namespace WhiteMagic.Memories;

/// <summary>Where one record lies: its folder and its id.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Id">The id, unique in the folder.</param>
public readonly record struct RecordKey(MemoryFolder Folder, MemoryId Id)
{
    /// <inheritdoc/>
    public override string ToString() => $"{FolderName(Folder)}/{Id}";

    /// <summary>Gives a folder's name on disk and in messages.</summary>
    public static string FolderName(MemoryFolder folder) => folder switch
    {
        MemoryFolder.ShortTerm => "short_term",
        MemoryFolder.LongTerm => "long_term",
        _ => "archive",
    };
}

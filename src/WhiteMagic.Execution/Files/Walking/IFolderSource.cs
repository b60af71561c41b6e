namespace WhiteMagic.Execution.Files.Walking;

/// <summary>Lists folders, and tells what a path leads to.</summary>
internal interface IFolderSource
{
    /// <summary>Tells what a path leads to, links followed.</summary>
    /// <exception cref="FileReadException">Nothing, or it cannot be told.</exception>
    LinuxFileKind Describe(string path);

    /// <summary>Adds the names of a folder to a listing.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="listing">Takes the names.</param>
    /// <param name="followsLink">Whether the path itself may be a link.</param>
    /// <exception cref="FileReadException">It cannot be listed.</exception>
    void List(ReadOnlySpan<byte> path, FolderListing listing, bool followsLink);
}

namespace WhiteMagic.Storage.Files;

/// <summary>One watched folder and which folder on disk the watch belongs to.</summary>
internal sealed class WatchedFolder(string path)
{
    internal const int NoWatch = -1;

    internal string Path { get; } = path;

    internal int Watch { get; set; } = NoWatch;

    internal ulong Device { get; set; }

    internal ulong Inode { get; set; }
}

namespace WhiteMagic.Storage.Backup;

/// <summary>The folder a backup is unpacked into before any file of the store is touched.</summary>
internal sealed class RestoreFolder : IDisposable
{
    private RestoreFolder(string path) => Path = path;

    public string Path { get; }

    public static RestoreFolder Create(string baseDirectory)
    {
        // Beside the store, so that moving a file into place is a rename.
        string path = System.IO.Path.Join(baseDirectory, ".whitemagic", $"restore-{Guid.NewGuid():N}");
        Directory.CreateDirectory(path);
        return new RestoreFolder(path);
    }

    /// <summary>Creates a file under a name that <see cref="BackupPaths.Fault"/> allowed.</summary>
    public static FileStream CreateFile(string folder, string name)
    {
        string path = System.IO.Path.GetFullPath(System.IO.Path.Join(folder, name));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

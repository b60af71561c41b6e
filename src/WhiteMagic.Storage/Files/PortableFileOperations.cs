namespace WhiteMagic.Storage.Files;

/// <summary>File operations through the base class library, for systems without a faster way.</summary>
internal sealed class PortableFileOperations : IFileOperations
{
    private const int AppendAttempts = 2000;

    // Elsewhere than on Windows, only sharing nothing keeps other writers out.
    private static readonly FileShare Alone = OperatingSystem.IsWindows() ? FileShare.Read | FileShare.Delete : FileShare.None;

    public void WriteNew(string path, ReadOnlySpan<byte> content, bool flush)
    {
        var created = false;
        try
        {
            using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            created = true;
            RandomAccess.Write(file, content, 0);
            if (flush)
            {
                RandomAccess.FlushToDisk(file);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (created)
            {
                _ = Delete(path);
            }

            throw FileOperationException.From(e, path);
        }
    }

    public void Append(string path, ReadOnlySpan<byte> content, bool flush)
    {
        using var never = new ManualResetEventSlim();

        // Appending is not one step everywhere, so writers take turns: each opens the file for itself alone.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, Alone);
                RandomAccess.Write(file, content, RandomAccess.GetLength(file));
                if (flush)
                {
                    RandomAccess.FlushToDisk(file);
                }

                return;
            }
            catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException) && attempt < AppendAttempts)
            {
                _ = never.Wait(1);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw FileOperationException.From(e, path);
            }
        }
    }

    public bool TryMove(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(to) || Directory.Exists(to))
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileOperationException.From(e, to);
        }
    }

    public void MoveOver(string from, string to) => Run(to, () =>
    {
        if (!OperatingSystem.IsWindows() && File.Exists(to))
        {
            File.SetUnixFileMode(from, File.GetUnixFileMode(to));
        }

        File.Move(from, to, overwrite: true);
        return true;
    });

    public bool Delete(string path) => Run(path, () =>
    {
        var existed = File.Exists(path);
        File.Delete(path);
        return existed;
    });

    public void FlushDirectory(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var directory = Posix.Open(folder, PosixFlags.ReadOnly, 0);
        if (directory < 0)
        {
            throw new FileOperationException(FileFailure.Other, folder, "cannot open the folder");
        }

        var flushed = Posix.FSync(directory) == 0;
        _ = Posix.Close(directory);
        if (!flushed)
        {
            throw new FileOperationException(FileFailure.DeviceError, folder, "input/output error");
        }
    }

    public void CreateDirectory(string folder) => Run(folder, () => Directory.CreateDirectory(folder));

    public FileContent? Read(string path) => Run<FileContent?>(path, () =>
        Stat(path) is { } stamp ? new FileContent(File.ReadAllBytes(path), stamp) : null);

    public FileStamp? Stat(string path) => Run<FileStamp?>(path, () =>
    {
        var file = new FileInfo(path);
        return file.Exists ? PortableStamp.Of(file) : null;
    });

    public IReadOnlyList<string> List(string folder) => Run<IReadOnlyList<string>>(folder, () =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName)!] : []);

    private static T Run<T>(string path, Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileOperationException.From(e, path);
        }
    }
}

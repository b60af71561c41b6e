using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Files;

/// <summary>Changes files of one store: content is complete and flushed before its name appears.</summary>
internal sealed class StoreFiles
{
    private readonly string _baseFolder;
    private bool _stagingExists;

    internal StoreFiles(string baseFolder, string stateFolder, Durability durability, IFileOperations operations)
    {
        _baseFolder = Path.GetFullPath(baseFolder);
        StagingFolder = Path.Combine(stateFolder, "tmp");
        JournalFolder = Path.Combine(stateFolder, "journal");
        Durability = durability;
        Operations = operations;
    }

    internal string StagingFolder { get; }

    internal string JournalFolder { get; }

    internal Durability Durability { get; }

    internal IFileOperations Operations { get; }

    /// <summary>Writes content under a temporary name; needs no lock.</summary>
    /// <exception cref="StoreWriteException">The content could not be written.</exception>
    internal StagedFile Stage(ReadOnlySpan<byte> content)
    {
        try
        {
            return StageRaw(content);
        }
        catch (FileOperationException e)
        {
            throw WriteFailure.ToException(e, null);
        }
    }

    /// <summary>Gives staged content its name; false when the name is taken.</summary>
    /// <exception cref="StoreWriteException">The file could not be created.</exception>
    internal bool Publish(StagedFile staged, string path) => Guard(path, () =>
    {
        if (!MoveNew(staged.Path, path))
        {
            return false;
        }

        staged.Release();
        return true;
    });

    /// <summary>Puts staged content in a file's place in one step.</summary>
    /// <exception cref="StoreWriteException">The file could not be replaced.</exception>
    internal void Replace(StagedFile staged, string path) => Guard(path, () =>
    {
        MoveOver(staged.Path, path);
        staged.Release();
        return true;
    });

    /// <summary>Adds content at a file's end, whole and durable, whoever else adds to it.</summary>
    /// <exception cref="StoreWriteException">The content could not be added.</exception>
    internal void Append(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            bool isNew = Operations.Stat(path) is null;
            Operations.Append(path, content, Durability == Durability.Full);
            if (isNew)
            {
                FlushRaw(Path.GetDirectoryName(path)!);
            }
        }
        catch (FileOperationException e)
        {
            throw WriteFailure.ToException(e, Relative(path));
        }
    }

    /// <summary>Renames a file; false when the new name is taken.</summary>
    /// <exception cref="StoreWriteException">The file could not be moved.</exception>
    internal bool Move(string from, string to) => Guard(from, () => MoveNew(from, to));

    /// <summary>Deletes a file; false when there is none.</summary>
    /// <exception cref="StoreWriteException">The file could not be deleted.</exception>
    internal bool Delete(string path) => Guard(path, () => Operations.Delete(path));

    /// <summary>Makes what happened in a folder survive a power loss; call it before acknowledging.</summary>
    /// <exception cref="StoreWriteException">The folder could not be flushed.</exception>
    internal void FlushDirectory(string folder) => Guard(folder, () =>
    {
        FlushRaw(folder);
        return true;
    });

    /// <summary>Makes a folder when there is none.</summary>
    /// <exception cref="StoreWriteException">The folder could not be made.</exception>
    internal void CreateDirectory(string folder) => Guard(folder, () =>
    {
        Operations.CreateDirectory(folder);
        return true;
    });

    /// <summary>Names a path as users know it: relative to the store, with forward slashes.</summary>
    internal string Relative(string path) => Path.GetRelativePath(_baseFolder, path).Replace('\\', '/');

    internal string Absolute(string relative) => Path.GetFullPath(Path.Combine(_baseFolder, relative));

    internal bool IsInside(string path) =>
        path.StartsWith(_baseFolder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    internal StagedFile StageRaw(ReadOnlySpan<byte> content)
    {
        if (!_stagingExists)
        {
            Operations.CreateDirectory(StagingFolder);
            _stagingExists = true;
        }

        var path = Path.Combine(StagingFolder, StagingName.Next());
        try
        {
            Operations.WriteNew(path, content, Durability == Durability.Full);
        }
        catch (FileOperationException e) when (e.Failure == FileFailure.Missing)
        {
            // The state folder may be deleted at any time: it can be made again.
            Operations.CreateDirectory(StagingFolder);
            Operations.WriteNew(path, content, Durability == Durability.Full);
        }

        return new StagedFile(this, path);
    }

    internal void FlushRaw(string folder)
    {
        if (Durability == Durability.Full)
        {
            Operations.FlushDirectory(folder);
        }
    }

    internal bool MoveNew(string from, string to)
    {
        try
        {
            return Operations.TryMove(from, to);
        }
        catch (FileOperationException e) when (e.Failure == FileFailure.Missing && Operations.Stat(from) is not null)
        {
            // A memory folder that a person deleted is made again, as it is when the store is opened.
            Operations.CreateDirectory(Path.GetDirectoryName(to)!);
            return Operations.TryMove(from, to);
        }
        catch (FileOperationException e) when (e.Failure == FileFailure.OtherFileSystem)
        {
            return Across(from, to, near => Operations.TryMove(near, to));
        }
    }

    internal void MoveOver(string from, string to)
    {
        try
        {
            Operations.MoveOver(from, to);
        }
        catch (FileOperationException e) when (e.Failure == FileFailure.OtherFileSystem)
        {
            _ = Across(from, to, near =>
            {
                Operations.MoveOver(near, to);
                return true;
            });
        }
    }

    internal void Discard(string path)
    {
        try
        {
            _ = Operations.Delete(path);
        }
        catch (FileOperationException)
        {
            // A temporary file that stays is removed once its process is gone.
        }
    }

    // A folder that is a link to another file system: copy next to the target, then rename there.
    private bool Across(string from, string to, Func<string, bool> rename)
    {
        var content = Operations.Read(from)
            ?? throw new FileOperationException(FileFailure.Missing, from, "no such file");
        var folder = Path.GetDirectoryName(to)!;
        var near = Path.Combine(folder, "." + StagingName.Next());
        Operations.WriteNew(near, content.Bytes, Durability == Durability.Full);
        var moved = false;
        try
        {
            moved = rename(near);
        }
        finally
        {
            if (!moved)
            {
                Discard(near);
            }
        }

        if (moved)
        {
            FlushRaw(folder);
            _ = Operations.Delete(from);
        }

        return moved;
    }

    private T Guard<T>(string path, Func<T> change)
    {
        try
        {
            return change();
        }
        catch (FileOperationException e)
        {
            throw WriteFailure.ToException(e, Relative(path));
        }
    }
}

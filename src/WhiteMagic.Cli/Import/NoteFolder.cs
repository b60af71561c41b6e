namespace WhiteMagic.Cli.Import;

/// <summary>Lists the notes of a folder and of the folders in it.</summary>
internal static class NoteFolder
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = false,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    /// <summary>Lists them by path; folders and files whose names begin with a dot, and links, are left alone.</summary>
    /// <exception cref="WmException">There is no such folder or file.</exception>
    public static IReadOnlyList<NoteFile> List(string root)
    {
        if (File.Exists(root))
        {
            return [new NoteFile(root, Path.GetFileName(root))];
        }

        if (!Directory.Exists(root))
        {
            throw new WmException($"there is no folder {Path.GetFileName(Path.TrimEndingDirectorySeparator(root))}");
        }

        var found = new List<NoteFile>();
        Collect(root, new DirectoryInfo(root), found);
        found.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return found;
    }

    private static void Collect(string root, DirectoryInfo folder, List<NoteFile> found)
    {
        try
        {
            foreach (FileSystemInfo item in folder.EnumerateFileSystemInfos("*", Everything))
            {
                if (item.Name[0] == '.' || item.LinkTarget is not null)
                {
                    continue;
                }

                if (item is DirectoryInfo inner)
                {
                    Collect(root, inner, found);
                }
                else if (item.Extension.ToLowerInvariant() is ".md" or ".markdown")
                {
                    found.Add(new NoteFile(item.FullName, Relative(root, item.FullName)));
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string source = Relative(root, folder.FullName);
            found.Add(new NoteFile(folder.FullName, $"{(source == "." ? folder.Name : source)}/", Reason(error)));
        }
    }

    private static string Reason(Exception error) => error switch
    {
        UnauthorizedAccessException => "may not be opened by this user; let it be read, then import again",
        DirectoryNotFoundException => "is no longer there",
        _ => PathException.Reason(error) is { } reason ? $"cannot be listed: {reason}" : "cannot be listed",
    };

    private static string Relative(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');
}

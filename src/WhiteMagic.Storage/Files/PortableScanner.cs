namespace WhiteMagic.Storage.Files;

/// <summary>Scans through the base class library, for systems without a faster way.</summary>
internal static class PortableScanner
{
    internal static bool Scan(string memoryRoot, string folder, ScanVisitor visit)
    {
        try
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*.md"))
            {
                if (CandidateName.IsCandidate(entry.Name))
                {
                    var (stamp, kind) = Look(memoryRoot, entry);
                    visit(entry.Name, in stamp, kind);
                }
            }

            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileOperationException.From(e, folder);
        }
    }

    internal static bool TryLook(string memoryRoot, string path, out FileStamp stamp, out FileKind kind)
    {
        FileSystemInfo entry = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        if (!entry.Exists && entry.LinkTarget is null)
        {
            (stamp, kind) = (default, default);
            return false;
        }

        (stamp, kind) = Look(memoryRoot, entry);
        return true;
    }

    private static (FileStamp Stamp, FileKind Kind) Look(string memoryRoot, FileSystemInfo entry)
    {
        var stamp = PortableStamp.Of(entry);
        if (entry.LinkTarget is not null)
        {
            return Follow(memoryRoot, entry, stamp);
        }

        return (stamp, entry switch
        {
            DirectoryInfo => FileKind.Directory,
            _ when entry.Attributes.HasFlag(FileAttributes.Device) => FileKind.Other,
            _ => FileKind.File,
        });
    }

    private static (FileStamp Stamp, FileKind Kind) Follow(string memoryRoot, FileSystemInfo link, FileStamp stamp)
    {
        var target = link.ResolveLinkTarget(returnFinalTarget: true);
        if (target is not FileInfo { Exists: true })
        {
            return (stamp, FileKind.BrokenLink);
        }

        var root = Path.GetFullPath(memoryRoot) + Path.DirectorySeparatorChar;
        return Path.GetFullPath(target.FullName).StartsWith(root, StringComparison.Ordinal)
            ? (PortableStamp.Of(target), FileKind.Link)
            : (stamp, FileKind.OutsideLink);
    }
}

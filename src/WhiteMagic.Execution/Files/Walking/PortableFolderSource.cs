using System.Text;

namespace WhiteMagic.Execution.Files.Walking;

/// <summary>Lists folders by the runtime's own means, on any system.</summary>
internal sealed class PortableFolderSource : IFolderSource
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    public LinuxFileKind Describe(string path)
    {
        try
        {
            FileAttributes attributes = path.Length == 0 ? throw Failures.InvalidPath(path, 4095) : File.GetAttributes(path);
            return (attributes & FileAttributes.Directory) != FileAttributes.None || Directory.Exists(path) ? LinuxFileKind.Folder : LinuxFileKind.File;
        }
        catch (Exception error) when (error is not FileReadException)
        {
            throw Failures.Of(path, error);
        }
    }

    public void List(ReadOnlySpan<byte> path, FolderListing listing, bool followsLink)
    {
        string folder = Encoding.UTF8.GetString(path);
        try
        {
            if (!followsLink && new DirectoryInfo(folder).LinkTarget is not null)
            {
                return;
            }

            foreach (FileSystemInfo entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything))
            {
                listing.Add(Encoding.UTF8.GetBytes(entry.Name), KindOf(entry));
            }
        }
        catch (UnauthorizedAccessException error)
        {
            throw Failures.Denied(folder, error);
        }
        catch (Exception error) when (error is IOException or ArgumentException)
        {
            throw Failures.Of(folder, error);
        }
    }

    private static LinuxFileKind KindOf(FileSystemInfo entry) =>
        entry.LinkTarget is not null ? LinuxFileKind.Link : entry is DirectoryInfo ? LinuxFileKind.Folder : LinuxFileKind.File;
}

namespace WhiteMagic.Storage.Files;

/// <summary>Stamps a file where only the base class library's fields are known.</summary>
internal static class PortableStamp
{
    internal static FileStamp Of(FileSystemInfo file)
    {
        var modified = (file.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * 100;
        return new FileStamp(modified, modified, file is FileInfo { Exists: true } regular ? regular.Length : 0, 0);
    }
}

using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Files;

/// <summary>Tells two states of a file apart without reading it.</summary>
/// <param name="ModifiedNs">When the content was last written, in nanoseconds since 1970.</param>
/// <param name="ChangedNs">When the inode last changed: it shows a write whose time was set back (cp -p, rsync -t).</param>
/// <param name="Size">Bytes.</param>
/// <param name="FileId">The inode, or 0 where there is none.</param>
internal readonly record struct FileStamp(long ModifiedNs, long ChangedNs, long Size, long FileId)
{
    /// <summary>Gives the stamp by which the domain tells records apart; any write moves it, even one that sets its time back.</summary>
    internal RecordStamp ToRecordStamp() => new(ChangedNs, Size, FileId);

    /// <summary>Compares what a rename keeps: everything but the time of the inode's last change.</summary>
    internal bool IsSameContentAs(FileStamp other) =>
        ModifiedNs == other.ModifiedNs && Size == other.Size && FileId == other.FileId;
}

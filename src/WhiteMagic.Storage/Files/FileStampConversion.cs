using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Files;

/// <summary>Gives a file's stamp as records are stamped.</summary>
internal static class FileStampConversion
{
    public static RecordStamp ToRecordStamp(this FileStamp stamp) =>
        new(stamp.ModifiedNs, stamp.ChangedNs, stamp.Size, stamp.FileId);
}

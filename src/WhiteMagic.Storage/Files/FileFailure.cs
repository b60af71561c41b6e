namespace WhiteMagic.Storage.Files;

/// <summary>Why a file operation failed, independent of the operating system.</summary>
internal enum FileFailure
{
    Other,
    Missing,
    Taken,
    Denied,
    ReadOnly,
    NoSpace,
    OtherFileSystem,
    NameTooLong,
    TooManyOpenFiles,
    DeviceError,
}

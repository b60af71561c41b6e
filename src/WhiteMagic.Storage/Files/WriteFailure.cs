using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Files;

/// <summary>Puts a refused file operation into words that name the cause and the remedy.</summary>
internal static class WriteFailure
{
    private const string Unchanged = "nothing was changed: ";

    internal static StoreWriteException ToException(FileOperationException failure, string? path) =>
        new(path, Reason(failure), Unchanged + Remedy(failure.Failure), failure);

    /// <summary>For a failure after the point of no return: the journal holds the rest.</summary>
    internal static StoreWriteException ToUnfinished(FileOperationException failure, string? path) => new(
        path,
        Reason(failure),
        "the change is journalled and the next write finishes it: " + Remedy(failure.Failure),
        failure);

    internal static string Reason(FileOperationException failure) => failure.Failure switch
    {
        FileFailure.NoSpace => "no space left on device",
        FileFailure.ReadOnly => "read-only file system",
        FileFailure.Denied => "permission denied",
        FileFailure.DeviceError => "input/output error",
        FileFailure.NameTooLong => "file name too long",
        FileFailure.TooManyOpenFiles => "too many open files",
        FileFailure.Missing => "the file or its folder is gone",
        _ => failure.Detail,
    };

    private static string Remedy(FileFailure failure) => failure switch
    {
        FileFailure.NoSpace => "free some space or raise the quota, then try again",
        FileFailure.ReadOnly => "make the file system writable or choose another base folder, then try again",
        FileFailure.Denied => "give this user write access to the store's folders, then try again",
        FileFailure.DeviceError => "check the disk, then try again",
        FileFailure.NameTooLong => "use a shorter title",
        FileFailure.TooManyOpenFiles => "raise the limit of open files, then try again",
        _ => "check the store's folders, then try again",
    };
}

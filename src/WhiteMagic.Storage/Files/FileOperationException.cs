using System.Runtime.InteropServices;

namespace WhiteMagic.Storage.Files;

/// <summary>A file operation the system refused, before it is put into words for the caller.</summary>
internal sealed class FileOperationException : IOException
{
    internal FileOperationException(FileFailure failure, string path, string detail, Exception? inner = null)
        : base($"{System.IO.Path.GetFileName(path)}: {detail}", inner)
    {
        Failure = failure;
        Path = path;
        Detail = detail;
    }

    internal FileFailure Failure { get; }

    internal string Path { get; }

    internal string Detail { get; }

    internal static FileOperationException FromLastError(string path) => FromError(Marshal.GetLastPInvokeError(), path);

    internal static FileOperationException FromError(int error, string path) =>
        new(FromErrno(error), path, Marshal.GetPInvokeErrorMessage(error).ToLowerInvariant());

    internal static FileOperationException From(Exception exception, string path) => exception switch
    {
        FileOperationException known => known,
        UnauthorizedAccessException => new(FileFailure.Denied, path, "permission denied", exception),
        FileNotFoundException or DirectoryNotFoundException => new(FileFailure.Missing, path, "no such file", exception),
        PathTooLongException => new(FileFailure.NameTooLong, path, "file name too long", exception),
        _ => new(FromHResult(exception.HResult), path, "input/output error", exception),
    };

    private static FileFailure FromErrno(int error) => error switch
    {
        2 or 20 => FileFailure.Missing,
        17 => FileFailure.Taken,
        1 or 13 => FileFailure.Denied,
        30 => FileFailure.ReadOnly,
        28 or 122 or 27 => FileFailure.NoSpace,
        18 => FileFailure.OtherFileSystem,
        36 => FileFailure.NameTooLong,
        23 or 24 => FileFailure.TooManyOpenFiles,
        5 => FileFailure.DeviceError,
        _ => FileFailure.Other,
    };

    private static FileFailure FromHResult(int hresult) => OperatingSystem.IsWindows()
        ? (hresult & 0xFFFF) switch
        {
            112 or 39 => FileFailure.NoSpace,
            19 => FileFailure.ReadOnly,
            17 => FileFailure.OtherFileSystem,
            80 or 183 => FileFailure.Taken,
            _ => FileFailure.Other,
        }
        : FromErrno(hresult);
}

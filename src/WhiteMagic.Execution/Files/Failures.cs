using System.Globalization;
using System.Runtime.InteropServices;

namespace WhiteMagic.Execution.Files;

/// <summary>Says in words what kept a file from being read.</summary>
internal static class Failures
{
    public static FileReadException NotAFile(string path) =>
        new(path, FileReadFailure.NotAFile, "is a directory, a pipe, a socket or a device; only regular files are read");

    public static FileReadException TooLarge(string path, long size, long maxBytes) => new(
        path,
        FileReadFailure.TooLarge,
        string.Create(CultureInfo.InvariantCulture, $"holds {size} bytes or more; the most is {maxBytes}"));

    public static FileReadException Binary(string path) =>
        new(path, FileReadFailure.Binary, "holds a NUL byte, so it is taken for no text");

    public static FileReadException InvalidPath(string path, int maxBytes) => new(
        path,
        FileReadFailure.InvalidPath,
        string.Create(CultureInfo.InvariantCulture, $"is no path of a file: one is not empty, holds no NUL and is at most {maxBytes} bytes long"));

    /// <summary>Names an error number of Linux.</summary>
    public static FileReadException OfSystem(string path, int error) => error switch
    {
        2 or 20 => new(path, FileReadFailure.NotFound, "does not exist"),
        1 or 13 => new(path, FileReadFailure.Denied, "may not be read by this user"),
        6 or 11 or 21 => NotAFile(path),
        36 => InvalidPath(path, 4095),
        _ => new(path, FileReadFailure.Other, $"cannot be read: {Marshal.GetPInvokeErrorMessage(error)}"),
    };

    /// <summary>Names an error that the runtime found.</summary>
    public static FileReadException Of(string path, Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => new(path, FileReadFailure.NotFound, "does not exist", error),
        UnauthorizedAccessException when Directory.Exists(path) => NotAFile(path),
        UnauthorizedAccessException => new(path, FileReadFailure.Denied, "may not be read by this user", error),
        ArgumentException or PathTooLongException => InvalidPath(path, 4095),
        NotSupportedException => NotAFile(path),
        _ => new(path, FileReadFailure.Other, $"cannot be read: {error.Message}", error),
    };
}

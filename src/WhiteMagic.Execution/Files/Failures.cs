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

    public static FileReadException LineTooLong(string path, int most) => new(
        path,
        FileReadFailure.TooLong,
        string.Create(CultureInfo.InvariantCulture, $"has a line that is longer, with the lines to be shown before it, than the {most} bytes that are searched at once"));

    public static FileReadException TooManyMatches(string path, int most) => new(
        path,
        FileReadFailure.TooLong,
        string.Create(CultureInfo.InvariantCulture, $"has more lines to give than the {most} bytes that are kept of one file; ask for fewer results, or look for something rarer"));

    public static FileReadException NoMemory(string path, Exception error) =>
        new(path, FileReadFailure.TooLong, "needs more memory to be searched than there is", error);

    public static FileReadException NoWorkers(string path) =>
        new(path, FileReadFailure.Other, "was not read, because the pool of workers was stopped");

    public static OperationCanceledException Cancelled(string path, CancellationToken cancellationToken) =>
        new($"'{FileReadException.Shown(path)}' was not read, because the batch was cancelled.", cancellationToken);

    public static FileReadException Binary(string path) =>
        new(path, FileReadFailure.Binary, "holds a NUL byte, so it is taken for no text");

    public static FileReadException InvalidPath(string path, int maxBytes) => new(
        path,
        FileReadFailure.InvalidPath,
        string.Create(CultureInfo.InvariantCulture, $"is no path of a file: one is not empty, holds no NUL and is at most {maxBytes} bytes long"));

    public static FileReadException Denied(string path, Exception? error = null) =>
        new(path, FileReadFailure.Denied, "may not be read by this user", error);

    /// <summary>Names an error number of Linux.</summary>
    public static FileReadException OfSystem(string path, int error) => error switch
    {
        2 or 20 => new(path, FileReadFailure.NotFound, "does not exist"),
        1 or 13 => Denied(path),
        6 or 11 or 21 => NotAFile(path),
        36 => InvalidPath(path, 4095),
        _ => new(path, FileReadFailure.Other, $"cannot be read: {Marshal.GetPInvokeErrorMessage(error)}"),
    };

    /// <summary>Names an error that the runtime found.</summary>
    public static FileReadException Of(string path, Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => new(path, FileReadFailure.NotFound, "does not exist", error),
        UnauthorizedAccessException when Directory.Exists(path) => NotAFile(path),
        UnauthorizedAccessException => Denied(path, error),
        ArgumentException or PathTooLongException => InvalidPath(path, 4095),
        NotSupportedException => NotAFile(path),
        OutOfMemoryException => new(path, FileReadFailure.Other, "needs more memory to be read than there is", error),
        _ => new(path, FileReadFailure.Other, $"cannot be read: {error.Message}", error),
    };
}

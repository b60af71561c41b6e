using System.Runtime.InteropServices;

namespace WhiteMagic.Storage.Files;

/// <summary>Renames without overwriting on every kernel, C library and file system.</summary>
internal static unsafe class LinuxRename
{
    private const int NotPermitted = 1;
    private const int Exists = 17;
    private const int Invalid = 22;
    private const int TooManyLinks = 31;
    private const int NoSuchCall = 38;
    private const int NotSupported = 95;

    private static volatile bool _callMissing;

    internal static bool TryMove(string from, string to)
    {
        var error = RenameNoReplace(from, to);
        return error switch
        {
            0 => true,
            Exists => false,
            Invalid or NoSuchCall or NotSupported => MoveByLink(from, to),
            _ => throw FileOperationException.FromError(error, to),
        };
    }

    internal static bool MoveByLink(string from, string to)
    {
        if (Posix.Link(from, to) == 0)
        {
            return Posix.Unlink(from) == 0 ? true : throw FileOperationException.FromLastError(from);
        }

        var error = Marshal.GetLastPInvokeError();
        return error switch
        {
            Exists => false,
            NotPermitted or NoSuchCall or NotSupported or TooManyLinks => MoveIfFree(from, to),
            _ => throw FileOperationException.FromError(error, to),
        };
    }

    // The last resort of file systems without links: the write lock keeps other stores out of the gap.
    internal static bool MoveIfFree(string from, string to)
    {
        StatxBuffer buffer;
        if (Posix.Statx(PosixFlags.CurrentFolder, to, PosixFlags.NoFollow, PosixFlags.StampFields, &buffer) == 0)
        {
            return false;
        }

        return Posix.Rename(from, to) == 0 ? true : throw FileOperationException.FromLastError(to);
    }

    private static int RenameNoReplace(string from, string to)
    {
        if (_callMissing)
        {
            return NoSuchCall;
        }

        try
        {
            const int Here = PosixFlags.CurrentFolder;
            return Posix.RenameAt2(Here, from, Here, to, PosixFlags.RenameNoReplace) == 0
                ? 0
                : Marshal.GetLastPInvokeError();
        }
        catch (EntryPointNotFoundException)
        {
            _callMissing = true;
            return NoSuchCall;
        }
    }
}

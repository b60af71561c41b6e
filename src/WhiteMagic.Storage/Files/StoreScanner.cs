using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace WhiteMagic.Storage.Files;

/// <summary>Lists what could be memories in a folder, with stamps, following links only inside the memory root.</summary>
internal sealed unsafe class StoreScanner(string memoryRoot)
{
    private const int LongestName = 512;

    /// <summary>Visits every *.md name of one folder in no order; false when there is no folder.</summary>
    /// <exception cref="FileOperationException">The folder cannot be read.</exception>
    internal bool Scan(string folder, ScanVisitor visit) =>
        OperatingSystem.IsLinux() ? ScanLinux(folder, visit) : PortableScanner.Scan(memoryRoot, folder, visit);

    /// <summary>Looks at one name of a folder; false when there is nothing by that name.</summary>
    internal bool TryLook(string folder, string name, out FileStamp stamp, out FileKind kind)
    {
        if (!OperatingSystem.IsLinux())
        {
            return PortableScanner.TryLook(memoryRoot, Path.Combine(folder, name), out stamp, out kind);
        }

        StatxBuffer status;
        var path = Path.Combine(folder, name);
        if (Posix.Statx(PosixFlags.CurrentFolder, path, PosixFlags.NoFollow, PosixFlags.StampFields, &status) != 0)
        {
            var failure = FileOperationException.FromLastError(path);
            (stamp, kind) = (default, default);
            return failure.Failure == FileFailure.Missing ? false : throw failure;
        }

        (stamp, kind) = (status.ToStamp(), status.Kind);
        if (kind == FileKind.Link)
        {
            (stamp, kind) = Follow(folder, name, stamp);
        }

        return true;
    }

    private bool ScanLinux(string folder, ScanVisitor visit)
    {
        using var entries = LinuxDirectory.TryOpen(folder);
        if (entries is null)
        {
            return false;
        }

        Span<char> name = stackalloc char[LongestName];
        StatxBuffer status;
        while (entries.MoveNext())
        {
            var bytes = entries.Name;
            if (!CandidateName.IsCandidate(bytes))
            {
                continue;
            }

            const uint Fields = PosixFlags.StampFields;
            if (Posix.Statx(entries.Descriptor, entries.NameStart, PosixFlags.NoFollow, Fields, &status) != 0)
            {
                // Removed since the folder was read: as if it had never been there.
                ThrowUnlessMissing(folder);
                continue;
            }

            Visit(folder, name[..Decode(bytes, name, out var readable)], readable, in status, visit);
        }

        return true;
    }

    private void Visit(string folder, Span<char> name, bool readable, in StatxBuffer status, ScanVisitor visit)
    {
        var (stamp, kind) = (status.ToStamp(), readable ? status.Kind : FileKind.UnreadableName);
        if (kind == FileKind.Link)
        {
            (stamp, kind) = Follow(folder, name.ToString(), stamp);
        }

        visit(name, in stamp, kind);
    }

    private (FileStamp Stamp, FileKind Kind) Follow(string folder, string name, FileStamp link)
    {
        var path = Path.Combine(folder, name);
        StatxBuffer target;
        if (RealPath(path) is not { } real
            || Posix.Statx(PosixFlags.CurrentFolder, real, PosixFlags.NoFollow, PosixFlags.StampFields, &target) != 0)
        {
            return (link, FileKind.BrokenLink);
        }

        if (!IsInside(real, RealPath(memoryRoot)) && !IsInside(real, RealPath(folder)))
        {
            return (link, FileKind.OutsideLink);
        }

        return target.Kind == FileKind.File ? (target.ToStamp(), FileKind.Link) : (link, FileKind.BrokenLink);
    }

    private static bool IsInside(string path, string? root) =>
        root is not null && path.StartsWith(root, StringComparison.Ordinal)
        && (root.Length == 1 || (path.Length > root.Length && path[root.Length] == '/'));

    private static string? RealPath(string path)
    {
        var buffer = stackalloc byte[4097];
        return Posix.RealPath(path, buffer) is null ? null : Marshal.PtrToStringUTF8((nint)buffer);
    }

    private static int Decode(ReadOnlySpan<byte> bytes, Span<char> name, out bool readable)
    {
        readable = Utf8.IsValid(bytes);
        return Encoding.UTF8.GetChars(bytes, name);
    }

    private static void ThrowUnlessMissing(string folder)
    {
        var failure = FileOperationException.FromLastError(folder);
        if (failure.Failure != FileFailure.Missing)
        {
            throw failure;
        }
    }
}

using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace WhiteMagic.Storage.Files;

/// <summary>Tells, when asked, which files changed since the last time; it never misses one, at worst it says "all".</summary>
/// <remarks>The kernel queues an event before the change's system call returns, so what was saved before is seen.</remarks>
internal sealed unsafe class DirectoryWatcher : IDisposable
{
    private const int BufferSize = 16 * 1024;
    private const int HeaderSize = 16;
    private const int StartFlags = PosixFlags.NonBlocking | PosixFlags.CloseOnExec;

    private readonly Lock _gate = new();
    private readonly WatchedFolder[] _folders;
    private readonly byte[] _buffer = [];
    private readonly SafeFileHandle? _queue;
    private bool _invalid = true;

    internal DirectoryWatcher(IEnumerable<string> folders)
    {
        _folders = [.. folders.Select(path => new WatchedFolder(path))];
        if (OperatingSystem.IsLinux() && Posix.InotifyInit(StartFlags) is var queue and >= 0)
        {
            _queue = new SafeFileHandle(queue, ownsHandle: true);
            _buffer = GC.AllocateUninitializedArray<byte>(BufferSize, pinned: true);
        }
    }

    /// <summary>True when changes can be told apart; false when every answer is "all".</summary>
    internal bool IsWatching => _queue is not null && Array.TrueForAll(_folders, f => f.Watch != WatchedFolder.NoWatch);

    /// <summary>Takes what changed since the last call; the first call says everything.</summary>
    internal WatchResult Drain()
    {
        lock (_gate)
        {
            if (_queue is not { IsClosed: false })
            {
                return WatchResult.All;
            }

            // Watches come first: what happens after the watch is queued, what happened before is in the scan.
            var everything = _invalid | RenewWatches();
            _invalid = false;
            HashSet<WatchedFile>? changed = null;
            while (ReadQueue() is > 0 and var length)
            {
                everything |= Collect(_buffer.AsSpan(0, length), ref changed);
            }

            return everything ? WatchResult.All
                : changed is null ? WatchResult.Nothing
                : new WatchResult(everything: false, changed);
        }
    }

    /// <summary>Makes the next answer "all": call it when a drained change could not be worked off.</summary>
    internal void Invalidate()
    {
        lock (_gate)
        {
            _invalid = true;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _queue?.Dispose();
        }
    }

    private int Descriptor => (int)_queue!.DangerousGetHandle();

    private bool RenewWatches()
    {
        var everything = false;
        foreach (var folder in _folders)
        {
            // By identity, because nothing reports that a parent was renamed or a link on the way retargeted.
            StatxBuffer status;
            if (Posix.Statx(PosixFlags.CurrentFolder, folder.Path, 0, PosixFlags.StampFields, &status) != 0)
            {
                everything |= folder.Watch != WatchedFolder.NoWatch || Marshal.GetLastPInvokeError() != 2;
                Forget(folder);
            }
            else if (folder.Watch == WatchedFolder.NoWatch
                || folder.Inode != status.Inode || folder.Device != status.Device)
            {
                Renew(folder, in status);
                everything = true;
            }
        }

        return everything;
    }

    private void Renew(WatchedFolder folder, in StatxBuffer status)
    {
        Forget(folder);
        if (LocalFileSystem.ReportsChanges(folder.Path))
        {
            folder.Watch = Posix.InotifyAddWatch(Descriptor, folder.Path, (uint)WatchEvents.Watched);
            (folder.Device, folder.Inode) = (status.Device, status.Inode);
        }
    }

    private void Forget(WatchedFolder folder)
    {
        var watch = folder.Watch;
        folder.Watch = WatchedFolder.NoWatch;
        if (watch != WatchedFolder.NoWatch && !Array.Exists(_folders, f => f.Watch == watch))
        {
            _ = Posix.InotifyRemoveWatch(Descriptor, watch);
        }
    }

    private int ReadQueue()
    {
        fixed (byte* buffer = _buffer)
        {
            nint count;
            do
            {
                count = Posix.Read(Descriptor, buffer, BufferSize);
            }
            while (count < 0 && Marshal.GetLastPInvokeError() == PosixFlags.Interrupted);

            return (int)count;
        }
    }

    private bool Collect(ReadOnlySpan<byte> events, ref HashSet<WatchedFile>? changed)
    {
        var everything = false;
        while (events.Length >= HeaderSize)
        {
            var watch = MemoryMarshal.Read<int>(events);
            var mask = (WatchEvents)MemoryMarshal.Read<uint>(events[4..]);
            var nameLength = MemoryMarshal.Read<int>(events[12..]);
            var name = events.Slice(HeaderSize, nameLength);
            events = events[(HeaderSize + nameLength)..];
            name = name.IndexOf((byte)0) is >= 0 and var end ? name[..end] : name;
            everything |= Apply(watch, mask, name, ref changed);
        }

        return everything;
    }

    private bool Apply(int watch, WatchEvents mask, ReadOnlySpan<byte> name, ref HashSet<WatchedFile>? changed)
    {
        if ((mask & WatchEvents.Overflow) != WatchEvents.None)
        {
            return true;
        }

        var everything = false;
        foreach (var folder in _folders)
        {
            if (folder.Watch != watch)
            {
                continue;
            }

            if ((mask & WatchEvents.FolderLost) != WatchEvents.None)
            {
                folder.Watch = WatchedFolder.NoWatch;
                everything = true;
            }
            else if (name.IsEmpty)
            {
                everything = true;
            }
            else if (CandidateName.IsCandidate(name))
            {
                _ = (changed ??= []).Add(new WatchedFile(folder.Path, Encoding.UTF8.GetString(name)));
            }
        }

        return everything;
    }
}

using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using WhiteMagic.Search;
using WhiteMagic.Storage.Files;
using WhiteMagic.Storage.Index.Segments;

namespace WhiteMagic.Storage.Index.Log;

/// <summary>
/// Changes of records that the index is still to take in, in a file that all processes share. One at a time appends, which is for
/// callers to see to; any number read meanwhile.
/// </summary>
/// <remarks>
/// It is never flushed and may be deleted: what it loses is found by whoever compares the records with the index, as after any change
/// from outside. A frame is there once the header ends behind it, so one that was cut short is overwritten by the next.
/// </remarks>
internal sealed class IndexLog(string path) : IDisposable
{
    private const int FrameHeaderLength = 8;

    // A batch of thousands is read back in parts.
    private const int MaxFrame = 1 << 20;

    // From here on it is filled anew as soon as the index has all of it.
    private const int LongEnough = 4 << 20;

    private readonly Lock _gate = new();
    private ByteWriter _frame = new();
    private SafeFileHandle? _file;

    /// <summary>Adds changes, all or none.</summary>
    /// <returns>How many bytes the index may not have yet.</returns>
    /// <exception cref="IOException">They could not be written; nothing was added.</exception>
    public long Append(IEnumerable<IndexChange> changes)
    {
        lock (_gate)
        {
            SafeFileHandle file = Open();
            LogHeader? present = ReadHeader(file);
            bool isAnew = present is not { } filled || (filled.End >= LongEnough && filled.Untaken == 0);
            LogHeader header = isAnew ? LogHeader.After(present) : present!.Value;
            long end = header.End;
            BeginFrame();
            foreach (IndexChange change in changes)
            {
                LoggedChange.Write(_frame, change);
                if (_frame.Length > MaxFrame)
                {
                    end = WriteFrame(file, end);
                }
            }

            end = WriteFrame(file, end);
            header = header with { End = end };
            Span<byte> bytes = stackalloc byte[LogHeader.Length];
            header.Write(bytes);
            RandomAccess.Write(file, isAnew ? bytes : bytes[..LogHeader.AppenderLength], 0);
            return header.Untaken;
        }
    }

    /// <summary>Reads how far it goes; null when there is none.</summary>
    /// <exception cref="IOException">It cannot be read, or what it begins with is damaged.</exception>
    public LogHeader? Look()
    {
        lock (_gate)
        {
            SafeFileHandle file = Open();
            return ReadHeader(file) ?? (RandomAccess.GetLength(file) == 0 ? null : throw new IOException("the log begins with what is no header"));
        }
    }

    /// <summary>Reads the frame at an offset, which is moved behind it; null when it is not whole.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public byte[]? ReadFrame(ref long offset, long end)
    {
        lock (_gate)
        {
            SafeFileHandle file = Open();
            Span<byte> start = stackalloc byte[FrameHeaderLength];
            long room = Math.Min(end, RandomAccess.GetLength(file)) - offset - FrameHeaderLength;
            if (room < 0 || !TryFill(file, start, offset))
            {
                return null;
            }

            uint length = BinaryPrimitives.ReadUInt32LittleEndian(start);
            if (length > Math.Min(room, Array.MaxLength))
            {
                return null;
            }

            byte[] frame = new byte[length];
            if (!TryFill(file, frame, offset + FrameHeaderLength)
                || SegmentFormat.Checksum(frame) != BinaryPrimitives.ReadUInt32LittleEndian(start[4..]))
            {
                return null;
            }

            offset += FrameHeaderLength + length;
            return frame;
        }
    }

    /// <summary>Notes up to where the index has it, so that it can be filled anew.</summary>
    /// <exception cref="IOException">That could not be written.</exception>
    public void SetTaken(LogPosition position)
    {
        lock (_gate)
        {
            Span<byte> bytes = stackalloc byte[LogHeader.TakerLength];
            LogHeader.WriteTaken(bytes, position);
            RandomAccess.Write(Open(), bytes, LogHeader.AppenderLength);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
        }
    }

    private SafeFileHandle Open()
    {
        if (_file is { } file && SharedFile.IsUnlinked(file))
        {
            file.Dispose();
            _file = null;
        }

        return _file ??= SharedFile.Open(path);
    }

    private static LogHeader? ReadHeader(SafeFileHandle file)
    {
        Span<byte> bytes = stackalloc byte[LogHeader.Length];
        return LogHeader.Parse(bytes[..RandomAccess.Read(file, bytes, 0)]);
    }

    private static bool TryFill(SafeFileHandle file, Span<byte> bytes, long offset)
    {
        while (!bytes.IsEmpty)
        {
            int read = RandomAccess.Read(file, bytes, offset);
            if (read == 0)
            {
                return false;
            }

            bytes = bytes[read..];
            offset += read;
        }

        return true;
    }

    private void BeginFrame()
    {
        // One large batch is no reason to hold as much ever after.
        if (_frame.Length > 2 * MaxFrame)
        {
            _frame = new ByteWriter();
        }

        _frame.Clear();
        _frame.Fixed(0UL);
    }

    private long WriteFrame(SafeFileHandle file, long offset)
    {
        int length = _frame.Length;
        if (length > FrameHeaderLength)
        {
            _frame.SetFixed(0, (uint)(length - FrameHeaderLength));
            _frame.SetFixed(4, SegmentFormat.Checksum(_frame.Written[FrameHeaderLength..]));
            RandomAccess.Write(file, _frame.Written, offset);
            offset += length;
        }

        BeginFrame();
        return offset;
    }
}

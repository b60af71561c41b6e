namespace WhiteMagic.Mcp.Transport;

/// <summary>Reads lines of bytes from a stream and never holds more than one line of the longest allowed.</summary>
internal sealed class LineReader(Stream input, int maxBytes)
{
    private const int SmallBuffer = 16 * 1024;

    private byte[] _buffer = new byte[SmallBuffer];
    private int _start;
    private int _end;
    private LineEnds? _ends;
    private bool _ended;
    private bool _hasRoom = true;

    /// <summary>Gives the next line without its end; it stays valid until the next call.</summary>
    public Line Read()
    {
        int scanned = _start;
        while (true)
        {
            int newline = _buffer.AsSpan(scanned, _end - scanned).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                return Take(scanned + newline, scanned + newline + 1);
            }

            if (_ended)
            {
                return _start < _end || _ends is not null ? Take(_end, _end) : new Line(LineKind.End, default);
            }

            if (_ends is not null || _end - _start > maxBytes)
            {
                KeepEnds();
            }

            scanned = TryMakeRoom();
            int read = input.Read(_buffer.AsSpan(_end));
            _end += read;
            _ended = read == 0;
        }
    }

    private Line Take(int lineEnd, int next)
    {
        ReadOnlyMemory<byte> line = _buffer.AsMemory(_start, lineEnd - _start);
        _start = next;
        if (_ends is null && line.Length <= maxBytes)
        {
            return new Line(LineKind.Message, line);
        }

        LineEnds ends = _ends ?? new LineEnds();
        ends.Append(line.Span);
        LineKind kind = _hasRoom ? LineKind.TooLong : LineKind.NoRoom;
        (_ends, _hasRoom) = (null, true);
        return new Line(kind, ends.End, ends.Start);
    }

    private void KeepEnds()
    {
        (_ends ??= new LineEnds()).Append(_buffer.AsSpan(_start, _end - _start));
        _start = _end = 0;
    }

    private int TryMakeRoom()
    {
        try
        {
            return MakeRoom();
        }
        catch (OutOfMemoryException)
        {
            _hasRoom = false;
            KeepEnds();
            return 0;
        }
    }

    // Moves what is left to the front and gives where the unseen part begins.
    private int MakeRoom()
    {
        int length = _end - _start;
        byte[] target = _buffer;
        if (length == _buffer.Length)
        {
            target = new byte[_buffer.Length * 2];
        }
        else if (length == 0 && _buffer.Length > SmallBuffer)
        {
            target = new byte[SmallBuffer];
        }

        _buffer.AsSpan(_start, length).CopyTo(target);
        (_buffer, _start, _end) = (target, 0, length);
        return length;
    }
}

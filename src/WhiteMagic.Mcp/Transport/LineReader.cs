namespace WhiteMagic.Mcp.Transport;

/// <summary>Reads lines of bytes from a stream and never holds more than one line of the longest allowed.</summary>
internal sealed class LineReader(Stream input, int maxBytes)
{
    private const int SmallBuffer = 16 * 1024;

    private byte[] _buffer = new byte[SmallBuffer];
    private int _start;
    private int _end;
    private LineTail? _tail;
    private bool _ended;

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
                return _start < _end || _tail is not null ? Take(_end, _end) : new Line(LineKind.End, default);
            }

            if (_tail is not null || _end - _start > maxBytes)
            {
                (_tail ??= new LineTail()).Append(_buffer.AsSpan(_start, _end - _start));
                _start = _end = 0;
            }

            scanned = MakeRoom();
            int read = input.Read(_buffer.AsSpan(_end));
            _end += read;
            _ended = read == 0;
        }
    }

    private Line Take(int lineEnd, int next)
    {
        ReadOnlyMemory<byte> line = _buffer.AsMemory(_start, lineEnd - _start);
        _start = next;
        if (_tail is null && line.Length <= maxBytes)
        {
            return new Line(LineKind.Message, line);
        }

        LineTail tail = _tail ?? new LineTail();
        tail.Append(line.Span);
        _tail = null;
        return new Line(LineKind.TooLong, tail.Bytes);
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

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Keeps the lines found in one file, with those near them, packed; of one worker.</summary>
internal sealed class LineCollector(int before, int after, int most)
{
    private readonly List<LineSlot> _lines = [];
    private byte[] _bytes = new byte[4096];
    private int _length;
    private int _owed;
    private int _unwritten;
    private int _countedTo;
    private long _line;

    /// <summary>How many lines that match there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether lines after the last match are still to come.</summary>
    public bool IsOwed => _owed > 0;

    /// <summary>Begins a file, whose text begins behind its byte order mark.</summary>
    public void Begin(int from)
    {
        _lines.Clear();
        (_length, _owed, Count, _unwritten, _countedTo, _line) = (0, 0, 0, from, from, 1);
    }

    /// <summary>Adds a line that matches, the lines wanted before it, and those still owed after the last.</summary>
    public void AddMatch(ReadOnlySpan<byte> text, int start, int end, LineMatch match)
    {
        AddOwed(text, start);
        if (before > 0)
        {
            int from = Math.Max(_unwritten, Back(text, start, before));
            while (from < start)
            {
                from = Add(text, from, Lines.EndOf(text, from), new LineMatch(-1, 0));
            }
        }

        _ = Add(text, start, end, match);
        _owed = after;
        Count++;
    }

    /// <summary>Adds lines after the last match, as many as are wanted and as there are before a place.</summary>
    public void AddOwed(ReadOnlySpan<byte> text, int to)
    {
        while (_owed > 0 && _unwritten < to)
        {
            _ = Add(text, _unwritten, Lines.EndOf(text, _unwritten), new LineMatch(-1, 0));
            _owed--;
        }
    }

    /// <summary>Gives how much of the text before a line's begin is needed no more.</summary>
    public int Release(ReadOnlySpan<byte> text, int to)
    {
        int keepFrom = before == 0 ? to : Back(text, to, before);
        CountTo(text, to);
        (_countedTo, _unwritten) = (_countedTo - keepFrom, Math.Max(0, _unwritten - keepFrom));
        return keepFrom;
    }

    /// <summary>Gives what was found.</summary>
    public FileMatches Build(string path)
    {
        byte[] bytes = _bytes.AsSpan(0, _length).ToArray();
        var lines = new MatchedLine[_lines.Count];
        for (int i = 0; i < lines.Length; i++)
        {
            LineSlot slot = _lines[i];
            lines[i] = new MatchedLine
            {
                Number = slot.Number,
                Utf8 = bytes.AsMemory(slot.Offset, slot.Length),
                MatchStart = slot.Match.Start,
                MatchLength = slot.Match.Length,
            };
        }

        return new FileMatches(path, lines, Count);
    }

    private static int Back(ReadOnlySpan<byte> text, int start, int lines)
    {
        for (; lines > 0 && start > 0; lines--)
        {
            start = Lines.StartOf(text, start - 1);
        }

        return start;
    }

    // Gives where the next line begins.
    private int Add(ReadOnlySpan<byte> text, int start, int end, LineMatch match)
    {
        CountTo(text, start);
        ReadOnlySpan<byte> line = Lines.Content(text, start, end);
        if (_bytes.Length - _length < line.Length)
        {
            long least = (long)_length + line.Length;
            Array.Resize(ref _bytes, least <= most ? (int)Math.Min(most, Math.Max(_bytes.Length * 2L, least)) : throw Failures.TooManyMatches("", most));
        }

        line.CopyTo(_bytes.AsSpan(_length));
        _lines.Add(new LineSlot(_line, _length, line.Length, match));
        _length += line.Length;
        return _unwritten = end + 1;
    }

    private void CountTo(ReadOnlySpan<byte> text, int place)
    {
        _line += text[_countedTo..place].Count((byte)'\n');
        _countedTo = place;
    }
}

using System.Text;
using WhiteMagic.Execution.Files.Walking;

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Searches one file after the other, each by pieces of whole lines in memory that is used again; of one worker.</summary>
internal sealed class FileScanner
{
    private const int FirstLength = 64 << 10;
    private const int NextLength = 512 << 10;

    private readonly SearchFile _file;
    private readonly LineFinder _finder;
    private readonly LineCollector _collector;
    private readonly FileSearchOptions _options;
    private readonly int _most;
    private readonly int _longestLine;
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(FirstLength);
    private int _length;
    private bool _hasEnded;

    public FileScanner(SearchSetup setup, LineFinder finder)
    {
        (_file, _finder, _options, _longestLine) = (setup.NewFile(), finder, setup.Options, setup.Bounds.Line);
        _most = _options.MaxResults ?? int.MaxValue;
        _collector = new LineCollector(_options.LinesBefore, _options.LinesAfter, setup.Bounds.Found);
    }

    /// <summary>All bytes that were read.</summary>
    public long Bytes { get; private set; }

    /// <summary>Searches a file.</summary>
    /// <returns>What was found, or null.</returns>
    /// <exception cref="FileReadException">It cannot be read, or shall not; the path in it is empty.</exception>
    public LineCollector? Scan(ReadOnlySpan<byte> path, WalkFolder folder, CancellationToken cancellationToken)
    {
        _file.Open(path, folder.FollowsLinks, folder.IsMadeUp);
        try
        {
            (_length, _hasEnded) = (0, false);
            ReadOn();
            int from = Begin();
            _collector.Begin(from);
            Search(from, cancellationToken);
            return _collector.Count > 0 ? _collector : null;
        }
        finally
        {
            _file.Close();
        }
    }

    // Gives where the text begins.
    private int Begin()
    {
        if (_length == 0 || !_hasEnded || _length > _options.MaxFileBytes)
        {
            long size = Math.Max(_file.Measure(), _length);
            if (size > _options.MaxFileBytes)
            {
                throw Failures.TooLarge("", size, _options.MaxFileBytes.Value);
            }
        }

        Encoding? encoding = TextEncodings.Detect(_buffer.AsSpan(0, _length), out int mark);
        if (encoding is null or UTF8Encoding)
        {
            return mark;
        }

        Transcode(encoding, mark);
        return 0;
    }

    private void Transcode(Encoding encoding, int mark)
    {
        if (!_hasEnded && _file.Measure() is var size && size > _longestLine)
        {
            throw Failures.TooLarge("", size, _longestLine);
        }

        while (!_hasEnded)
        {
            Grow();
            ReadOn();
        }

        byte[] text = Encoding.Convert(encoding, Encoding.UTF8, _buffer, mark, _length - mark);
        (_buffer, _length) = (text.Length >= FirstLength ? text : [.. text, .. new byte[FirstLength - text.Length]], text.Length);
    }

    private void Search(int from, CancellationToken cancellationToken)
    {
        int looked = from;
        while (true)
        {
            Span<byte> text = _buffer.AsSpan(0, _length);
            if (!_options.IncludesBinary && text[looked..].Contains((byte)0))
            {
                throw Failures.Binary("");
            }

            int end = _hasEnded ? _length : text.LastIndexOf((byte)'\n') + 1;
            bool isDone = end > from && SearchLines(text[..end], from);
            if (_hasEnded || isDone)
            {
                return;
            }

            cancellationToken.ThrowIfCancellationRequested();
            int unused = _collector.Release(text, Math.Max(end, from));
            text[unused..].CopyTo(text);
            _length -= unused;
            (from, looked) = (Math.Max(end, from) - unused, _length);
            if (_length > _buffer.Length / 2 || _buffer.Length < NextLength)
            {
                Grow();
            }

            ReadOn();
        }
    }

    // Whether as much was found as is wanted.
    private bool SearchLines(ReadOnlySpan<byte> text, int from)
    {
        while (from < text.Length && _collector.Count < _most)
        {
            int place = _finder.Find(text, from);
            if (place < 0)
            {
                break;
            }

            int start = Math.Max(from, Lines.StartOf(text, place));
            int end = Lines.EndOf(text, place);
            _collector.AddMatch(text, start, end, _finder.Locate(Lines.Content(text, start, end)));
            from = end + 1;
        }

        _collector.AddOwed(text, text.Length);
        return _collector.Count >= _most && !_collector.IsOwed;
    }

    private void ReadOn()
    {
        int room = _buffer.Length - _length;
        int count = _file.Read(_buffer.AsSpan(_length, room));
        _hasEnded = count < room;
        _length += count;
        Bytes += count;
    }

    private void Grow()
    {
        if (_length >= _longestLine)
        {
            throw Failures.LineTooLong("", _longestLine);
        }

        if (_buffer.Length < _longestLine)
        {
            Array.Resize(ref _buffer, Math.Min(_longestLine, Math.Max(NextLength, _buffer.Length * 2)));
        }
    }
}

namespace WhiteMagic.Search;

/// <summary>Collects tokens as one text separated by single spaces, with their places in the source when asked.</summary>
internal sealed class TokenStream(bool withSpans)
{
    public const int MaxTokenLength = 64;

    private const int Small = 32_768;

    private char[] _chars = new char[1024];
    private TokenSpan[] _spans = withSpans ? new TokenSpan[256] : [];
    private int _length;
    private int _count;

    public ReadOnlySpan<char> Text => _chars.AsSpan(0, _length);

    public bool IsSmall => _chars.Length <= Small;

    public ReadOnlySpan<TokenSpan> Spans => _spans.AsSpan(0, _count);

    public void Clear() => (_length, _count) = (0, 0);

    /// <summary>Gives room for the next token, which counts only once it is committed.</summary>
    public Span<char> Begin()
    {
        var start = _length == 0 ? 0 : _length + 1;
        if (start + MaxTokenLength > _chars.Length)
        {
            Array.Resize(ref _chars, Math.Max(_chars.Length * 2, start + MaxTokenLength));
        }

        return _chars.AsSpan(start, MaxTokenLength);
    }

    public void Commit(int length, int start, int end, TokenKind kind)
    {
        var offset = 0;
        if (_length > 0)
        {
            _chars[_length] = ' ';
            offset = _length + 1;
        }

        _length = offset + length;
        if (withSpans)
        {
            Add(new TokenSpan(offset, length, start, end, kind));
        }
    }

    public void Append(TokenStream other)
    {
        if (other._length == 0)
        {
            return;
        }

        var offset = _length == 0 ? 0 : _length + 1;
        if (offset + other._length > _chars.Length)
        {
            Array.Resize(ref _chars, Math.Max(_chars.Length * 2, offset + other._length));
        }

        if (offset > 0)
        {
            _chars[_length] = ' ';
        }

        other.Text.CopyTo(_chars.AsSpan(offset));
        _length = offset + other._length;
        foreach (var span in other.Spans)
        {
            Add(span with { Offset = span.Offset + offset });
        }
    }

    private void Add(TokenSpan span)
    {
        if (_count == _spans.Length)
        {
            Array.Resize(ref _spans, _spans.Length * 2);
        }

        _spans[_count++] = span;
    }
}

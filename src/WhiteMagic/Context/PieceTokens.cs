using System.Text;

namespace WhiteMagic.Context;

/// <summary>Counts the tokens of one piece of text, holding a bounded window of a long one at a time.</summary>
internal sealed class PieceTokens
{
    private const int Window = 2048;

    private readonly BytePairEncoder _encoder = new();
    private readonly BytePairEncoder _join = new();
    private byte[] _utf8 = new byte[256];

    /// <summary>Answers how many tokens the piece makes.</summary>
    public int Count(ReadOnlySpan<char> piece)
    {
        var bytes = Utf8(piece);
        return O200kVocabulary.Rank(bytes) != O200kVocabulary.NoRank ? 1 : Walk(bytes, int.MaxValue).Tokens;
    }

    /// <summary>Answers how many characters the piece's first tokens hold whole.</summary>
    public int LengthOf(ReadOnlySpan<char> piece, int tokens)
    {
        var bytes = Utf8(piece);
        var length = Walk(bytes, tokens).Length;
        while (length > 0 && length < bytes.Length && (bytes[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return Encoding.UTF8.GetCharCount(bytes[..length]);
    }

    private ReadOnlySpan<byte> Utf8(ReadOnlySpan<char> piece)
    {
        if (_utf8.Length < piece.Length * 3)
        {
            var needed = Encoding.UTF8.GetByteCount(piece);
            if (_utf8.Length < needed)
            {
                _utf8 = new byte[Math.Max(needed, _utf8.Length * 2)];
            }
        }

        return _utf8.AsSpan(0, Encoding.UTF8.GetBytes(piece, _utf8));
    }

    private (int Tokens, int Length) Walk(ReadOnlySpan<byte> bytes, int budget)
    {
        for (var window = Window; ; window *= 2)
        {
            if (TryWalk(bytes, window, budget) is { } walked)
            {
                return walked;
            }
        }
    }

    /// <summary>Encodes window after window, each starting where the last one's settled tokens end.</summary>
    /// <remarks>
    /// Tokens are the encoding of their bytes exactly when every two neighbours are the encoding of theirs, so windows
    /// whose seams pass <see cref="Joins"/> give what encoding the whole at once would; null asks for a larger window.
    /// </remarks>
    private (int Tokens, int Length)? TryWalk(ReadOnlySpan<byte> bytes, int window, int budget)
    {
        var (tokens, position, previous) = (0, 0, 0);
        while (true)
        {
            var rest = bytes[position..];
            var final = rest.Length <= window;
            var inWindow = _encoder.Encode(final ? rest : rest[..window]);
            if (previous > 0 && !Joins(bytes[(position - previous)..], previous, _encoder.LengthAt(0)))
            {
                return null;
            }

            if (final && inWindow <= budget - tokens)
            {
                return (tokens + inWindow, bytes.Length);
            }

            var settled = position + (final ? rest.Length : window / 2);
            while (position < settled)
            {
                if (tokens == budget)
                {
                    return (tokens, position);
                }

                previous = _encoder.LengthAt(position - (bytes.Length - rest.Length));
                position += previous;
                tokens++;
            }
        }
    }

    private bool Joins(ReadOnlySpan<byte> bytes, int left, int right) =>
        _join.Encode(bytes[..(left + right)]) == 2 && _join.LengthAt(0) == left;
}

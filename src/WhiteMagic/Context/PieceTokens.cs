using System.Buffers;
using System.Text;

namespace WhiteMagic.Context;

/// <summary>Counts the tokens of one piece of text, holding a bounded window of a long one at a time.</summary>
/// <remarks>
/// Without <paramref name="codePoints"/> a lone surrogate is written as three bytes of its own, as .NET's tokenizer
/// does; OpenAI's replaces it.
/// </remarks>
internal sealed class PieceTokens(bool codePoints, int window = 2048)
{
    private readonly BytePairEncoder _encoder = new();
    private readonly BytePairEncoder _join = new();
    private byte[] _utf8 = new byte[256];

    /// <summary>Answers how many tokens the piece makes.</summary>
    public int Count(ReadOnlySpan<char> piece) => Walk(Utf8(piece), int.MaxValue).Tokens;

    /// <summary>Answers how many of the piece's tokens fit the limit, and how many characters those hold whole.</summary>
    public (int Tokens, int Length) Within(ReadOnlySpan<char> piece, int limit)
    {
        var bytes = Utf8(piece);
        var (tokens, length) = Walk(bytes, limit);
        if (length == bytes.Length)
        {
            return (tokens, piece.Length);
        }

        while (length > 0 && IsContinuation(bytes[length]))
        {
            length--;
        }

        var units = 0;
        foreach (var value in bytes[..length])
        {
            units += IsContinuation(value) ? 0 : value < 0xF0 ? 1 : 2;
        }

        return (tokens, units);
    }

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;

    private ReadOnlySpan<byte> Utf8(ReadOnlySpan<char> piece)
    {
        if (_utf8.Length < piece.Length * 3)
        {
            _utf8 = new byte[piece.Length * 3];
        }

        return _utf8.AsSpan(0, codePoints ? Encoding.UTF8.GetBytes(piece, _utf8) : UnitsToUtf8(piece, _utf8));
    }

    private static int UnitsToUtf8(ReadOnlySpan<char> piece, Span<byte> utf8)
    {
        var written = 0;
        while (!piece.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(piece, out var rune, out var units) == OperationStatus.Done)
            {
                written += rune.EncodeToUtf8(utf8[written..]);
            }
            else
            {
                utf8[written++] = (byte)(0xE0 | piece[0] >> 12);
                utf8[written++] = (byte)(0x80 | piece[0] >> 6 & 0x3F);
                utf8[written++] = (byte)(0x80 | piece[0] & 0x3F);
            }

            piece = piece[units..];
        }

        return written;
    }

    private (int Tokens, int Length) Walk(ReadOnlySpan<byte> bytes, int budget)
    {
        if (bytes.Length > PieceMemo.LongestPiece)
        {
            return Encode(bytes, budget);
        }

        int known = PieceMemo.Find(bytes);
        if (known == 0 || known > budget)
        {
            var walked = Encode(bytes, budget);
            if (known == 0 && walked.Length == bytes.Length)
            {
                PieceMemo.Add(bytes, walked.Tokens);
            }

            return walked;
        }

        return (known, bytes.Length);
    }

    private (int Tokens, int Length) Encode(ReadOnlySpan<byte> bytes, int budget)
    {
        if (budget > 0 && O200kVocabulary.Rank(bytes) != O200kVocabulary.NoRank)
        {
            return (1, bytes.Length);
        }

        for (var size = window; ; size *= 2)
        {
            if (TryWalk(bytes, size, budget) is { } walked)
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
    private (int Tokens, int Length)? TryWalk(ReadOnlySpan<byte> bytes, int size, int budget)
    {
        var (tokens, position, previous) = (0, 0, 0);
        while (true)
        {
            var rest = bytes[position..];
            var final = rest.Length <= size;
            var inWindow = _encoder.Encode(final ? rest : rest[..size]);
            if (previous > 0 && !Joins(bytes[(position - previous)..], previous, _encoder.LengthAt(0)))
            {
                return null;
            }

            if (final && inWindow <= budget - tokens)
            {
                return (tokens + inWindow, bytes.Length);
            }

            var settled = position + (final ? rest.Length : size - size / 4);
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

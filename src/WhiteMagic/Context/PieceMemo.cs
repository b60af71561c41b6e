using System.Runtime.InteropServices;

namespace WhiteMagic.Context;

/// <summary>Remembers how many tokens short pieces made: the words of a text come again and again.</summary>
/// <remarks>
/// All threads share it without a lock. Each place holds a piece, and a check of it with its length and tokens; a place
/// that another thread is just writing fails its check and is one that is not known.
/// </remarks>
internal static class PieceMemo
{
    public const int LongestPiece = 16;

    private const int PairBits = 14;
    private const int PlaceLength = 3;

    // Each piece has two places, the one found last first.
    private static readonly ulong[] Places = new ulong[(2 * PlaceLength) << PairBits];

    /// <summary>Gives the tokens of a piece of at most 16 bytes; 0 when they are not known.</summary>
    public static int Find(ReadOnlySpan<byte> piece)
    {
        (ulong low, ulong high) = Words(piece);
        ulong check = Check(low, high, piece.Length);
        Span<ulong> first = PairOf(check);
        if (TokensAt(first, low, high, check) is var tokens and > 0)
        {
            return tokens;
        }

        Span<ulong> second = first[PlaceLength..];
        tokens = TokensAt(second, low, high, check);
        if (tokens > 0)
        {
            Move(first, second);
            Write(first, low, high, check | (uint)tokens);
        }

        return tokens;
    }

    /// <summary>Remembers a piece of at most 16 bytes in the place of the one found longest ago.</summary>
    public static void Add(ReadOnlySpan<byte> piece, int tokens)
    {
        (ulong low, ulong high) = Words(piece);
        ulong check = Check(low, high, piece.Length);
        Span<ulong> first = PairOf(check);
        Move(first, first[PlaceLength..]);
        Write(first, low, high, check | (uint)tokens);
    }

    private static (ulong Low, ulong High) Words(ReadOnlySpan<byte> piece)
    {
        Span<byte> padded = stackalloc byte[LongestPiece];
        padded.Clear();
        piece.CopyTo(padded);
        return (MemoryMarshal.Read<ulong>(padded), MemoryMarshal.Read<ulong>(padded[sizeof(ulong)..]));
    }

    // Its last byte is left for the tokens, of which there is at least one.
    private static ulong Check(ulong low, ulong high, int length)
    {
        ulong folded = Math.BigMul(low ^ 0x9E3779B97F4A7C15, high ^ 0xD6E8FEB86659FD93 ^ ((ulong)length << 56), out ulong product);
        return (folded ^ product) * 0x9E3779B97F4A7C15 & ~0xFFUL;
    }

    private static Span<ulong> PairOf(ulong check) => Places.AsSpan((int)(check >> (64 - PairBits)) * 2 * PlaceLength, 2 * PlaceLength);

    private static int TokensAt(ReadOnlySpan<ulong> place, ulong low, ulong high, ulong check)
    {
        // Read once: another thread may write the place between two looks at it.
        ulong checkedTokens = Volatile.Read(in place[2]);
        return place[0] == low && place[1] == high && (checkedTokens & ~0xFFUL) == check ? (byte)checkedTokens : 0;
    }

    private static void Move(ReadOnlySpan<ulong> from, Span<ulong> to) => Write(to, from[0], from[1], from[2]);

    private static void Write(Span<ulong> place, ulong low, ulong high, ulong checkedTokens)
    {
        place[0] = low;
        place[1] = high;
        place[2] = checkedTokens;
    }
}

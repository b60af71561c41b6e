using System.Runtime.InteropServices;

namespace WhiteMagic.Context;

/// <summary>Remembers how many tokens short pieces made, of one thread: the words of a text come again and again.</summary>
internal sealed class PieceMemo
{
    public const int LongestPiece = 16;

    private const int Pairs = 4096;

    [ThreadStatic]
    private static PieceMemo? _current;

    // Each piece has two places, the one used last first.
    private readonly UInt128[] _pieces = new UInt128[Pairs * 2];
    private readonly (byte Length, byte Tokens)[] _counts = new (byte, byte)[Pairs * 2];

    public static PieceMemo Current => _current ??= new PieceMemo();

    /// <summary>Gives the place of a piece of at most 16 bytes; it holds the piece's count, or 0.</summary>
    public ref byte Tokens(ReadOnlySpan<byte> piece)
    {
        Span<byte> padded = stackalloc byte[LongestPiece];
        padded.Clear();
        piece.CopyTo(padded);
        UInt128 bytes = MemoryMarshal.Read<UInt128>(padded);
        ulong hash = ((ulong)bytes ^ ((ulong)(bytes >> 64) * 0xD6E8FEB86659FD93) ^ (uint)piece.Length) * 0x9E3779B97F4A7C15;
        int first = (int)(hash >> 52) * 2;
        if (_pieces[first] != bytes || _counts[first].Length != piece.Length)
        {
            (_pieces[first], _pieces[first + 1]) = (_pieces[first + 1], _pieces[first]);
            (_counts[first], _counts[first + 1]) = (_counts[first + 1], _counts[first]);
            if (_pieces[first] != bytes || _counts[first].Length != piece.Length)
            {
                (_pieces[first], _counts[first]) = (bytes, ((byte)piece.Length, 0));
            }
        }

        return ref _counts[first].Tokens;
    }
}

using System.Numerics;

namespace WhiteMagic.Search;

/// <summary>Remembers stems in a direct-mapped table; words of up to 12 letters pack into one number, 5 bits a letter.</summary>
internal sealed class StemCache
{
    public const int MaxPackedLength = 12;

    private const int Bits = 12;

    [ThreadStatic]
    private static StemCache? _current;

    private readonly ulong[] _words = new ulong[1 << Bits];
    private readonly ulong[] _stems = new ulong[1 << Bits];

    /// <summary>The cache of this thread.</summary>
    public static StemCache Current => _current ??= new StemCache();

    /// <summary>Stems a word in place and returns the stem's length.</summary>
    /// <param name="word">Lower-case ASCII letters.</param>
    /// <param name="packed">The word's letters, packed when there are no more than fit.</param>
    public int Stem(Span<char> word, ulong packed)
    {
        if (word.Length > MaxPackedLength)
        {
            return PorterStemmer.Stem(word);
        }

        var slot = (int)((packed * 0x9E3779B97F4A7C15UL) >> (64 - Bits));
        if (_words[slot] == packed)
        {
            return Unpack(_stems[slot], word);
        }

        var length = PorterStemmer.Stem(word);
        _words[slot] = packed;
        _stems[slot] = Pack(word[..length]);
        return length;
    }

    public static ulong Pack(ReadOnlySpan<char> letters)
    {
        ulong packed = 0;
        foreach (var letter in letters)
        {
            packed = (packed << 5) | (uint)(letter & 31);
        }

        return packed;
    }

    private static int Unpack(ulong packed, Span<char> target)
    {
        var length = (64 - BitOperations.LeadingZeroCount(packed) + 4) / 5;
        for (var index = length - 1; index >= 0; index--)
        {
            target[index] = (char)('`' + (packed & 31));
            packed >>= 5;
        }

        return length;
    }
}

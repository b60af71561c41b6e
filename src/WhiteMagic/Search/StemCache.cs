namespace WhiteMagic.Search;

/// <summary>Remembers the stems of words of up to 12 letters in a direct-mapped table that any number of threads may use.</summary>
/// <remarks>
/// An entry is one number, so no thread ever sees half of one: what its slot does not tell of the word, how many of the word's
/// letters the stem keeps, and the two letters at most that it puts behind them.
/// </remarks>
internal sealed class StemCache
{
    private const int MaxLength = 12;
    private const int LetterBits = 5;
    private const int WordBits = MaxLength * LetterBits;
    private const int SlotBits = 12;
    private const int EndingBits = 2 * LetterBits;
    private const int StemBits = 4 + EndingBits;
    private const ulong Letter = (1UL << LetterBits) - 1;

    private readonly ulong[] _entries = new ulong[1 << SlotBits];

    /// <summary>The cache of the whole process: threads share a language, and the processor's own cache.</summary>
    public static StemCache Shared { get; } = new();

    /// <summary>Stems a word in place and returns the stem's length.</summary>
    /// <param name="word">Lower-case ASCII letters.</param>
    /// <param name="packed">The word's letters, packed when there are no more than fit.</param>
    public int Stem(Span<char> word, ulong packed)
    {
        if (word.Length is <= 2 or > MaxLength)
        {
            return PorterStemmer.Stem(word);
        }

        // An odd factor maps no two words to one number, so slot and rest together are the word.
        ulong mixed = (packed * 0x9E3779B97F4A7C15UL) & ((1UL << WordBits) - 1);
        ref ulong place = ref _entries[mixed >> (WordBits - SlotBits)];
        ulong rest = mixed & ((1UL << (WordBits - SlotBits)) - 1);
        ulong entry = Volatile.Read(ref place);
        if (entry >> StemBits == rest && entry != 0)
        {
            return Restore(entry, word);
        }

        Span<char> whole = stackalloc char[MaxLength];
        word.CopyTo(whole);
        int length = PorterStemmer.Stem(word);
        if (Describe(whole[..word.Length], word[..length]) is > 0 and var stem)
        {
            Volatile.Write(ref place, (rest << StemBits) | stem);
        }

        return length;
    }

    /// <summary>Packs letters into one number, 5 bits each; more than 12 do not fit.</summary>
    public static ulong Pack(ReadOnlySpan<char> letters)
    {
        ulong packed = 0;
        foreach (char letter in letters)
        {
            packed = (packed << LetterBits) | (letter & Letter);
        }

        return packed;
    }

    // 0 for a stem that ends in more letters of its own than an entry has room for.
    private static ulong Describe(ReadOnlySpan<char> word, ReadOnlySpan<char> stem)
    {
        int kept = word.CommonPrefixLength(stem);
        return stem.Length - kept > 2 ? 0 : ((ulong)kept << EndingBits) | Pack(stem[kept..]);
    }

    private static int Restore(ulong entry, Span<char> word)
    {
        int length = (int)((entry >> EndingBits) & 15);
        ulong first = (entry >> LetterBits) & Letter;
        if (first != 0)
        {
            word[length++] = (char)('`' + first);
        }

        ulong last = entry & Letter;
        if (last != 0)
        {
            word[length++] = (char)('`' + last);
        }

        return length;
    }
}

namespace WhiteMagic.Search;

/// <summary>A set of the letters a to z.</summary>
internal readonly record struct LetterSet
{
    private readonly uint _bits;

    private LetterSet(uint bits) => _bits = bits;

    public static LetterSet All => new(uint.MaxValue);

    /// <summary>Gives the letters that some of the texts begin with; a text that begins otherwise adds nothing.</summary>
    public static LetterSet OfFirst(IEnumerable<string> texts) =>
        new(texts.Where(static text => text.Length > 0 && char.IsAsciiLetterLower(text[0])).Aggregate(0u, static (bits, text) => bits | 1u << (text[0] & 31)));

    public bool Has(char letter) => (_bits >> (letter & 31) & 1) != 0;
}

namespace WhiteMagic.Search;

/// <summary>Classifies ASCII characters by one table look-up.</summary>
internal static class AsciiClasses
{
    public const byte None = 0;
    public const byte Lower = 1;
    public const byte Digit = 4;

    // The bit that turns an upper-case letter into a lower-case one, so that folding is one OR.
    public const byte Upper = 0x20;

    private static readonly byte[] Table = Build();

    public static byte Of(char ascii) => Table[ascii & 0x7F];

    private static byte[] Build()
    {
        var table = new byte[128];
        table.AsSpan('0', 10).Fill(Digit);
        table.AsSpan('a', 26).Fill(Lower);
        table.AsSpan('A', 26).Fill(Upper);
        return table;
    }
}

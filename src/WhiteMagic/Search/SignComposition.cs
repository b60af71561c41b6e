namespace WhiteMagic.Search;

/// <summary>Composes signs that a text may hold in pieces: voiced kana and Hangul syllables.</summary>
internal static class SignComposition
{
    private const int FirstSyllable = 0xAC00;
    private const int LastSyllable = 0xD7A3;

    /// <summary>Takes the pieces that follow a sign into it and moves the index behind them.</summary>
    public static int Compose(int sign, ReadOnlySpan<char> text, ref int index)
    {
        while (index < text.Length)
        {
            var composed = Compose(sign, text[index]);
            if (composed == sign)
            {
                return sign;
            }

            sign = composed;
            index++;
        }

        return sign;
    }

    private static int Compose(int sign, char next) => next switch
    {
        '\u3099' or '\uFF9E' => Voiced(sign),
        '\u309A' or '\uFF9F' when IsHaRow(sign) => sign + 2,
        >= '\u1161' and <= '\u1175' when sign is >= 0x1100 and <= 0x1112 =>
            FirstSyllable + ((((sign - 0x1100) * 21) + (next - 0x1161)) * 28),
        >= '\u11A8' and <= '\u11C2' when sign is >= FirstSyllable and <= LastSyllable && (sign - FirstSyllable) % 28 == 0 =>
            sign + (next - 0x11A7),
        _ => sign,
    };

    private static int Voiced(int sign) => Hiragana(sign) switch
    {
        0x3046 => sign + 0x4E,
        >= 0x304B and <= 0x3061 and var kana when kana % 2 == 1 => sign + 1,
        0x3064 or 0x3066 or 0x3068 => sign + 1,
        _ => IsHaRow(sign) ? sign + 1 : sign,
    };

    private static bool IsHaRow(int sign) => Hiragana(sign) is 0x306F or 0x3072 or 0x3075 or 0x3078 or 0x307B;

    private static int Hiragana(int sign) => sign is >= 0x30A1 and <= 0x30F6 ? sign - 0x60 : sign;
}

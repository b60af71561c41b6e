using CsCheck;

namespace WhiteMagic.Tests.Search;

/// <summary>Generates texts of mixed scripts, syntax and broken surrogates.</summary>
internal static class Texts
{
    private static readonly Gen<string> Fragment = Gen.OneOf(
        "word", "Word", "getUserName", "v1.2", "don't", "c#", "c++", "x_y", "2026-01-31", "AND", "OR", "NOT", "NEAR(", ")",
        "-", "--", "*", "^", "\"", "“", "'", ":", "tag:", "type:", "type:short", "before:", "after:2026", "foo:bar", " ", "\n",
        "数据库", "字", "日本語", "ﾃﾞ", "か\u3099", "한국", "ไทย", "كِتاب", "Ёж", "é", "e\u0301", "\u0301", "👍🏽", "👩‍💻", "🇫🇷", "🏽",
        "\u200D", "\uFE0F", "\uD83D", "\uDC4D", "\0", "\uFFFF", "𝐛", "𠮷", "हिन्दी", "ﷺ", "ǆ", "İ", "½", "①");

    public static readonly Gen<string> Any = Gen.Frequency(
        (6, Fragment.Array[0, 12].Select(string.Concat)),
        (2, Gen.Char.Array[0, 40].Select(letters => new string(letters))),
        (1, Gen.Char['\u0000', '\u00FF'].Array[0, 80].Select(letters => new string(letters))));
}

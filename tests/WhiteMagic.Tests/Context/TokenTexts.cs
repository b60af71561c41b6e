using CsCheck;

namespace WhiteMagic.Tests.Context;

/// <summary>Generates text from alphabets chosen to meet every branch of the o200k_base pattern.</summary>
internal static class TokenTexts
{
    private static readonly string[][] Alphabets =
    [
        ["a", "e", "t", "on", "the", "S", "T", "ING", "x"],
        ["a", "B", "'s", "'S", "'LL", "'ve", "'re", "'r", "'d", "'", "’s", "'T", "'m", "n't"],
        [" ", "  ", "\n", "\r\n", "\r", "\t", "\v", "\f", "\u0085", "\u00A0", "\u2003", "\u2028", "\u3000", "x", "/"],
        ["0", "7", "42", "\u0663", "\u00B2", "\u2167", "\u00BD", ".", ",", " ", "a"],
        ["{", "}", "=>", "//", "/", "\n", "();", "\"", "_", "$", "return", " ", "\t", "#", "<|", "|>"],
        ["é", "ß", "ñ", "\u01C5", "\u02B0", "\u00AA", "\u0301", "\u0308", "\u20DD", "Ω", "ж", "Ж", "A", "z", " "],
        ["你", "好", "世界", "の", "カ", "한", "국", "。", "、", "ー", " "],
        ["\u0928", "\u092E", "\u0938\u094D", "\u0924\u0947", "\u0E01", "\u0E34", "\u0645", "\u0631\u062D", "\u064E", "ש", " "],
        ["\0", "\u0001", "\u001B", "\u007F", "\u200B", "\u200D", "\uFEFF", "\uFFFD", "\uE000", "\uFFFF", "a", " "],
    ];

    private static readonly string[][] Disputed =
    [
        ["😀", "👍🏽", "👩\u200D💻", "🇫🇷", "1\uFE0F\u20E3", "❤\uFE0F", "a", "A", " ", "\n", "9"],
        ["𐐀", "𐐨", "𝒜𝓫", "𝟘", "𠀀", "𐑐", "𞤀", "\U000E0100", "\U0001D165", "a", "A", "'s", " ", "1", "\u0301"],
        ["\uD83D", "\uDE00", "\uDC00", "\uDBFF", "a", "Z", " ", "1", "'s", "\n", "😀"],
        ["ſ", "'ſ", "x", "'s", "X", " "],
    ];

    /// <summary>Text that OpenAI's tokenizer and .NET's read alike.</summary>
    public static Gen<string> Agreed { get; } = Gen.OneOf(
        [.. Alphabets.Select(From), From([.. Alphabets.SelectMany(alphabet => alphabet)]), AnyUnit(surrogates: false)]);

    /// <summary>Any text at all, lone surrogates included.</summary>
    public static Gen<string> Any { get; } = Gen.OneOf(
        [.. Disputed.Select(From), From([.. Alphabets.Concat(Disputed).SelectMany(x => x)]), AnyUnit(surrogates: true), Agreed]);

    private static Gen<string> From(string[] alphabet) =>
        Gen.OneOf(alphabet).Array[0, 40].Select(parts => string.Concat(parts));

    private static Gen<string> AnyUnit(bool surrogates) =>
        Gen.Char.Array[0, 40].Select(units => new string(
            [.. units.Where(unit => surrogates || (!char.IsSurrogate(unit) && unit != '\u017F'))]));
}

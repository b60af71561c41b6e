using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;

namespace WhiteMagic.Tests.Context;

/// <summary>Gives the answers of Microsoft's o200k_base tokenizer and of the pattern it is defined by.</summary>
internal static partial class O200kReference
{
    private static readonly TiktokenTokenizer Tokenizer = TiktokenTokenizer.CreateForEncoding("o200k_base");

    public static int Count(string text) => Tokenizer.CountTokens(text);

    /// <summary>Lists where .NET's regular expression ends each piece.</summary>
    public static IReadOnlyList<int> PieceEnds(string text) =>
        [.. Pattern().Matches(text).Select(match => match.Index + match.Length)];

    /// <summary>Lists where pieces end when a surrogate pair is one character, matching stand-ins for it.</summary>
    public static IReadOnlyList<int> CodePointPieceEnds(string text)
    {
        var standIns = new StringBuilder();
        var ends = new List<int> { 0 };
        for (var i = 0; i < text.Length; i = ends[^1])
        {
            var pair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            standIns.Append(pair ? StandIn(CharUnicodeInfo.GetUnicodeCategory(text, i)) : text[i]);
            ends.Add(i + (pair ? 2 : 1));
        }

        return [.. PieceEnds(standIns.ToString()).Select(end => ends[end])];
    }

    private static char StandIn(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => 'Ω',
        UnicodeCategory.LowercaseLetter => 'ω',
        UnicodeCategory.OtherLetter => '你',
        UnicodeCategory.ModifierLetter => '\u02B0',
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => '\u0301',
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber => '1',
        _ => '©',
    };

    [GeneratedRegex(
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|" +
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|" +
        @"\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Pattern();
}

using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using WhiteMagic.Execution.Files.Searching;

namespace WhiteMagic.Execution.Tests.Files.Searching;

/// <summary>Compares the finders with the plainest way to find the same.</summary>
public sealed class SearchPropertyTests
{
    private static readonly Gen<string> Word = Gen.OneOf(
        "a", "b", "ab", "aa", "k", "K", "\u212A", "s", "S", "ſ", "é", "É", "ß", "ẞ", "日", "本", "σ", "ς", "Σ", "🧠", "x", "Z", "-", ".", "İ", "ı", "i", "ǆ", "ǅ").Array[1, 6].Select(string.Concat);

    private static readonly Gen<string> Text = Gen.Select(
        Word.Array[0, 12].Select(static words => string.Join(' ', words)).Array[0, 40],
        Gen.OneOf("\n", "\r\n"),
        static (lines, end) => string.Join(end, lines));

    [Fact]
    public void Finders_OfTexts_FindTheLinesThatHoldOne() => Gen.Select(Text, Word.Array[1, 12], Gen.Bool).Sample((text, words, ignoresCase) =>
    {
        string[] wanted = [.. words.Select(word => ignoresCase ? Folded(word) : word)];
        string[] expected = [.. LinesOf(text).Where(line => Array.Exists(wanted, word => (ignoresCase ? Folded(line) : line).Contains(word, StringComparison.Ordinal)))];

        Assert.Equal(expected, Found(SearchPattern.AnyOf(words, ignoresCase), text));
    }, iter: 500);

    [Fact]
    public void Finders_OfRegularExpressions_FindWhatTheRuntimeMatches() => Gen.Select(Text, Expressions.Any, Gen.Bool).Sample((text, expression, ignoresCase) =>
    {
        RegexOptions options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | (ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        var regex = new Regex(expression, options, TimeSpan.FromSeconds(10));

        Assert.Equal(LinesOf(text).Where(line => regex.IsMatch(line)), Found(SearchPattern.Regex(expression, ignoresCase), text));
    }, iter: 500);

    [Fact]
    public void RequiredLiterals_OfAnyExpression_AreInEveryMatch() => Gen.Select(Expressions.Any, Text).Sample(static (expression, text) =>
    {
        IReadOnlyList<string> required = RequiredLiterals.Find(expression);
        var regex = new Regex(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
        foreach (Match match in regex.Matches(text))
        {
            Assert.True(required.Count == 0 || required.Any(one => match.Value.Contains(one, StringComparison.Ordinal)), $"{expression} matches '{match.Value}' without {string.Join('|', required)}");
        }
    }, iter: 500);

    [Theory]
    [InlineData("foo bar", "foo bar")]
    [InlineData("foo [a-z]+", "foo ")]
    [InlineData("fo+bar", "bar")]
    [InlineData("colou?r map", "r map")]
    [InlineData("foo|barbar", "foo,barbar")]
    [InlineData("(foo|ba[rz])x{0,3}", "foo,ba")]
    [InlineData("(?:abc)?def", "def")]
    [InlineData("(?=abc)de", "de")]
    [InlineData("\\bfoo\\.bar\\b", "foo.bar")]
    [InlineData("(?i)foo", "")]
    [InlineData("[a-z]+", "")]
    [InlineData("foo|[a-z]", "")]
    [InlineData("a*", "")]
    [InlineData("(ab){0}", "")]
    [InlineData("(ab){2,}c", "ab")]
    [InlineData("a{,2}b", "a{,2}b")]
    public void RequiredLiterals_OfAnExpression_AreTheLongest(string expression, string expected) =>
        Assert.Equal(expected, string.Join(',', RequiredLiterals.Find(expression)));

    [Fact]
    public void CaseFolding_CoversWhatTheRuntimesExpressionsIgnore()
    {
        string all = string.Concat(Enumerable.Range(0x20, 0xD7E0).Select(static c => (char)c));
        foreach (char letter in "abcdefghijklmnopqrstuvwxyzéßσжäøþǆ")
        {
            var regex = new Regex(letter.ToString(), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
            Rune folded = CaseFolding.Fold(new Rune(letter));
            Assert.All(regex.Matches(all), match => Assert.Equal(folded, CaseFolding.Fold(new Rune(match.ValueSpan[0]))));
        }
    }

    [Theory]
    [InlineData('k', "kK\u212A")]
    [InlineData('S', "sSſ")]
    [InlineData('q', "qQ")]
    [InlineData('7', "7")]
    [InlineData('é', "Éé")]
    [InlineData('ς', "Σςσ")]
    public void CaseFolding_Variants_AreAllThatDifferInCase(char letter, string expected) =>
        Assert.Equal(expected.EnumerateRunes().Order(), CaseFolding.Variants(new Rune(letter)).Order());

    private static List<string> Found(SearchPattern pattern, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        LineFinder finder = pattern.Prepare(TimeSpan.FromSeconds(10))(new MatchClock(TimeProvider.System, TimeSpan.FromSeconds(10)));
        List<string> found = [];
        for (int from = 0; from < bytes.Length && finder.Find(bytes, from) is var place and >= 0;)
        {
            int start = Math.Max(from, Lines.StartOf(bytes, place));
            int end = Lines.EndOf(bytes, place);
            ReadOnlySpan<byte> line = Lines.Content(bytes, start, end);
            LineMatch match = finder.Locate(line);
            Assert.InRange(match.Start, 0, line.Length);
            Assert.InRange(match.Length, 0, line.Length - match.Start);
            found.Add(Encoding.UTF8.GetString(line));
            from = end + 1;
        }

        return found;
    }

    // What follows the last line end is a line only where there is something.
    private static IEnumerable<string> LinesOf(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines[^1].Length == 0 ? lines.SkipLast(1) : lines;
    }

    private static string Folded(string text) => string.Concat(text.EnumerateRunes().Select(CaseFolding.Fold));
}

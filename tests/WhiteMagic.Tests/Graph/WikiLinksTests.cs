using CsCheck;
using WhiteMagic.Graph;

namespace WhiteMagic.Tests.Graph;

public sealed class WikiLinksTests
{
    [Theory]
    [InlineData("no link", new string[0])]
    [InlineData("[[a]] and [[b.md]]", new[] { "a", "b.md" })]
    [InlineData("[[a|shown]] [[ b # heading ]] [[a]] [[A]]", new[] { "a", "b" })]
    [InlineData("[[]] [[|x]] [[#x]] [[ ]]", new string[0])]
    [InlineData("[[a\nb]] [[c", new string[0])]
    [InlineData("[[[a]]] [[[[b]]]]", new[] { "a", "b" })]
    [InlineData("[[数据库 🚀]]", new[] { "数据库 🚀" })]
    public void Find_GivesTheTargetsEachOnceInOrder(string text, string[] expected) =>
        Assert.Equal(expected, WikiLinks.Find(text));

    [Fact]
    public void Find_OfAnyTargets_GivesThemAll() =>
        Gen.String[Gen.Char.AlphaNumeric, 1, 20].Array[0, 30].Sample(static targets =>
            Assert.Equal(
                targets.Distinct(StringComparer.OrdinalIgnoreCase),
                WikiLinks.Find(string.Join(" text [not] ", targets.Select(static target => $"[[{target}]]")))));

    [Fact]
    public void Find_OfAnyText_GivesWhatStandsInIt() =>
        Gen.OneOf("[[", "]]", "[", "|", "#", "a", " ", "\n", "字").Array[0, 40].Select(string.Concat).Sample(static text =>
            Assert.All(WikiLinks.Find(text), target =>
            {
                Assert.Contains(target, text, StringComparison.Ordinal);
                Assert.DoesNotContain(target, static c => c is '[' or ']' or '|' or '#' or '\n');
            }));

    [Fact]
    public void Find_OfVeryManyLinks_StopsAtAThousand() =>
        Assert.Equal(1000, WikiLinks.Find(string.Concat(Enumerable.Range(0, 1500).Select(static i => $"[[{i}]]"))).Count);

    [Fact]
    public void Find_OfBracketsThatNeverClose_Ends() =>
        Assert.Empty(WikiLinks.Find(string.Concat(Enumerable.Repeat("[[" + new string('a', 299), 2000))));
}

using System.Text;
using CsCheck;
using WhiteMagic.Storage.Index.Segments;

namespace WhiteMagic.Storage.Tests.Index;

public sealed class TermTableTests
{
    // Few letters, a zero among them, and lengths about eight bytes, so that beginnings meet.
    private static readonly Gen<string> Text = Gen.OneOf((char[])['a', 'b', '\0', 'é']).Array[0, 20].Select(static letters => new string(letters));

    [Fact]
    public void AnyTerms_AreFoundAgain_AndGivenInTheOrderOfTheirBytes() => Text.Array[0, 300].Sample(static texts =>
    {
        var table = new TermTable();
        for (int round = 0; round < 2; round++)
        {
            table.Clear();
            foreach (string text in texts)
            {
                table[Encoding.UTF8.GetBytes(text)].Count++;
            }

            (string Text, int Count)[] expected =
                [.. texts.GroupBy(static text => text, StringComparer.Ordinal).Select(static group => (group.Key, group.Count()))];
            (string Text, int Count)[] found = [.. table.Sorted().ToArray().Select(number => (Encoding.UTF8.GetString(table.TextOf(table[number])), table[number].Count))];

            Assert.Equal(expected.OrderBy(static term => Convert.ToHexString(Encoding.UTF8.GetBytes(term.Text)), StringComparer.Ordinal), found);
        }
    });
}

using CsCheck;
using WhiteMagic.Spaces;

namespace WhiteMagic.Tests.Spaces;

public sealed class SpaceNameTests
{
    [Theory]
    [InlineData(null, "default")]
    [InlineData("", "default")]
    [InlineData("default", "default")]
    [InlineData("team-1_b", "team-1_b")]
    public void Parse_OfAName_GivesIt(string? text, string expected) => Assert.Equal(expected, SpaceName.Parse(text).Value);

    [Theory]
    [InlineData(" ")]
    [InlineData("Team")]
    [InlineData("../x")]
    [InlineData("a.b")]
    [InlineData("-a")]
    [InlineData("_a")]
    [InlineData("é")]
    [InlineData("a\0")]
    [InlineData("con")]
    [InlineData("lpt9")]
    public void Parse_OfWhatIsNone_NamesTheField(string text) =>
        Assert.Equal("space", Assert.Throws<InvalidInputException>(() => SpaceName.Parse(text)).Field);

    [Fact]
    public void Parse_OfTooManyCharacters_NamesTheField()
    {
        Assert.Equal(64, SpaceName.Parse(new string('a', 64)).Value.Length);
        Assert.Throws<InvalidInputException>(() => SpaceName.Parse(new string('a', 65)));
    }

    [Fact]
    public void TheUnsetName_IsTheDefaultOne()
    {
        Assert.Equal("default", default(SpaceName).ToString());
        Assert.Equal("default", SpaceName.Default.Value);
    }

    [Fact]
    public void IsValid_OfAnyText_AgreesWithParse() =>
        Gen.String.Where(static text => text.Length > 0).Sample(static text =>
            Assert.Equal(SpaceName.IsValid(text), Record.Exception(() => SpaceName.Parse(text)) is null));
}

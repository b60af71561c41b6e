using System.Text;
using CsCheck;
using WhiteMagic.Memories;

namespace WhiteMagic.Tests.Memories;

public sealed class MemoryIdTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("..")]
    [InlineData("../etc/passwd")]
    [InlineData("..\\x.md")]
    [InlineData("a/b.md")]
    [InlineData("C:x.md")]
    [InlineData("stream.md:hidden")]
    [InlineData(".hidden.md")]
    [InlineData("nul\0.md")]
    [InlineData("line\nbreak.md")]
    [InlineData("\u001Fx.md")]
    [InlineData("CON")]
    [InlineData("nul.md")]
    [InlineData("Lpt1.x.md")]
    public void Parse_OfWhatIsNoPlainFileName_NamesTheField(string? text)
    {
        InvalidInputException failure = Assert.Throws<InvalidInputException>(() => MemoryId.Parse(text, "source"));

        Assert.Equal("source", failure.Field);
        Assert.False(MemoryId.TryParse(text, out _));
    }

    [Fact]
    public void Parse_OfHalfACharacter_Refuses() => Assert.Throws<InvalidInputException>(() => MemoryId.Parse("half\uD83D.md"));

    [Fact]
    public void Parse_CountsBytes()
    {
        Assert.Equal(255, Encoding.UTF8.GetByteCount(MemoryId.Parse(new string('字', 84)).Value));
        Assert.Throws<InvalidInputException>(() => MemoryId.Parse(new string('字', 85)));
        Assert.Throws<InvalidInputException>(() => MemoryId.Parse(new string('x', 300)));
    }

    [Theory]
    [InlineData("note", "note.md")]
    [InlineData("note.MD", "note.MD")]
    [InlineData("v1.2 notes", "v1.2 notes.md")]
    [InlineData("console.md", "console.md")]
    [InlineData("日本 🚀.md", "日本 🚀.md")]
    public void Parse_OfAFileName_CompletesIt(string text, string expected) =>
        Assert.Equal(expected, MemoryId.Parse(text).Value);

    [Fact]
    public void Parse_OfAnyText_GivesANameThatStaysInItsFolderOrRefuses() =>
        Gen.OneOf(Gen.String, Gen.OneOf("..", "/", "\\", ".", "a", ":", "\0", "con", ".md", "字").Array[0, 8].Select(string.Concat)).Sample(text =>
        {
            if (!MemoryId.TryParse(text, out MemoryId id))
            {
                return;
            }

            string folder = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "store"));
            Assert.Equal(folder, Path.GetDirectoryName(Path.GetFullPath(Path.Combine(folder, id.Value))));
            Assert.InRange(Encoding.UTF8.GetByteCount(id.Value), 4, MemoryId.MaxBytes);
            Assert.Equal(id, MemoryId.Parse(id.Value));
        });
}

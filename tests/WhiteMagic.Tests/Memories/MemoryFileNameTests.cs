using System.Text;
using CsCheck;
using WhiteMagic.Memories;

namespace WhiteMagic.Tests.Memories;

public sealed class MemoryFileNameTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 23, 23, 30, 5, TimeSpan.FromHours(-2));

    [Theory]
    [InlineData(1, "20261124_013005_a_title.md")]
    [InlineData(2, "20261124_013005_a_title_2.md")]
    [InlineData(37, "20261124_013005_a_title_37.md")]
    public void Create_GivesTheTimeInUtcTheSlugAndTheCopy(int copy, string expected) =>
        Assert.Equal(expected, MemoryFileName.Create(Time, "A title", copy).Value);

    [Fact]
    public void Slug_OfAnyTitle_IsASlugOfItself() =>
        Gen.String.Sample(static title =>
        {
            string slug = MemoryFileName.Slug(title);

            Assert.InRange(slug.Length, 1, 50);
            Assert.All(slug.EnumerateRunes(), static rune => Assert.True(rune.Value == '_' || Rune.IsLetterOrDigit(rune)));
            Assert.DoesNotContain("__", slug, StringComparison.Ordinal);
            Assert.Equal(slug.Trim('_'), slug);
            Assert.Equal(slug, MemoryFileName.Slug(slug));
        });

    [Fact]
    public void Create_OfTheWidestTitle_StaysAFileName()
    {
        string title = string.Concat(Enumerable.Repeat("𠮷", 200));

        MemoryId id = MemoryFileName.Create(Time, title, int.MaxValue);

        Assert.InRange(Encoding.UTF8.GetByteCount(id.Value), 100, MemoryId.MaxBytes);
    }
}

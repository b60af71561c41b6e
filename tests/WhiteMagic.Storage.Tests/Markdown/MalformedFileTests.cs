using System.Globalization;
using WhiteMagic.Memories;
using WhiteMagic.Storage.Markdown;

namespace WhiteMagic.Storage.Tests.Markdown;

public sealed class MalformedFileTests
{
    [Theory]
    [InlineData("---\ntitle: T\nlist: [a, b\nx: y\n---\nbody\n", "broken YAML", 4)]
    [InlineData("---\ntitle: T\nother: a: b\n---\nbody\n", "broken YAML: while scanning a plain scalar value, found invalid mapping", 3)]
    [InlineData("---\ntitle: T\ntags: a\ntitle: U\n---\n", "duplicate key 'title' (lines 2 and 4); keep one of them", 4)]
    [InlineData("---\ntitle: T\n\"title\": \"U\\n\"\n---\n", "duplicate key 'title' (lines 2 and 3); keep one of them", 3)]
    [InlineData("---\n- a\n- b\n---\nbody\n", "the front matter is not a list of `key: value` lines; write it as one, or take its `---` lines out", 2)]
    [InlineData("---\n\njust text\n---\nbody\n", "the front matter is not a list of `key: value` lines; write it as one, or take its `---` lines out", 3)]
    [InlineData("---\ntitle: T\n\nbody\n", "the front matter is never closed by a `---` line; add one below it", 1)]
    [InlineData("---", "the front matter is never closed by a `---` line; add one below it", 1)]
    [InlineData("---\na: b\n--- c\n---\nbody\n", "broken YAML: more than one document; put the value in quotes", 3)]
    [InlineData("---\na: \"x\ntitle: \"b\nc: d\n---\n", "broken YAML: while scanning a multi-line double-quoted scalar, found wrong indentation", 2)]
    public void Parse_UnusableFrontMatter_IsPlainTextWithReasonAndLine(string text, string reason, int line)
    {
        var document = Documents.Parse(text);

        Assert.StartsWith(reason, document.Problem?.Reason, StringComparison.Ordinal);
        Assert.Equal(line, document.Problem?.Line);
        Assert.Equal((text, 1), (document.Body, document.BodyLine));
        Assert.Null(document.Title);
        Assert.False(document.HasFrontMatter);
    }

    [Fact]
    public void Parse_OneMegabyteOfTags_IsTooLarge()
    {
        var text = $"---\ntags:\n{string.Concat(Enumerable.Repeat("  - tag\n", 131_072))}---\nbody\n";

        var document = Documents.Parse(text);

        Assert.Equal($"the front matter is {8 * 131_072 + 6} bytes; the most is 262144; move some of it into the text", document.Problem?.Reason);
        Assert.Equal(text, document.Body);
    }

    [Fact]
    public void Parse_InvalidUtf8_NamesByteAndLine()
    {
        var document = MarkdownDocument.Parse("---\ntitle: T\n---\nab"u8.ToArray().Append((byte)0xFF).Append((byte)'c').ToArray());

        Assert.Equal(new RecordProblem("not valid UTF-8 at byte 19; save the file as UTF-8, or move it out of the store if it is no text", 4), document.Problem);
        Assert.EndsWith("ab\ufffdc", document.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_Binary_SaysSoAndShowsNoNul()
    {
        var document = MarkdownDocument.Parse("---\na: b\n\0\u0001---\n"u8.ToArray());

        Assert.Equal(new RecordProblem("a NUL character: the file is binary, not text; remove the character, or move the file out of the store", 3), document.Problem);
        Assert.DoesNotContain('\0', document.Body);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x41 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x41, 0x00, 0x00, 0xD8 })]
    public void Parse_BrokenUtf16_SaysSo(byte[] bytes) =>
        Assert.Equal(new RecordProblem("not valid UTF-16; save the file as UTF-8", 0), MarkdownDocument.Parse(bytes).Problem);

    [Fact]
    public void Parse_HundredMegabytes_KeepsTheStartAsPlainText()
    {
        var bytes = GC.AllocateUninitializedArray<byte>(100_000_000);
        bytes.AsSpan().Fill((byte)'x');

        var document = MarkdownDocument.Parse(bytes);

        Assert.Equal(new RecordProblem("the file is 100000000 bytes; the most is 16777216; split it", 0), document.Problem);
        Assert.Equal(MarkdownText.MaxBytes, document.Body.Length);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("[\n")]
    public void Parse_DeepNesting_IsRefusedBeforeItCosts(string opening)
    {
        var text = $"---\na: b\nc:\n  {string.Concat(Enumerable.Repeat(opening, 200_000 / opening.Length))}\n---\nbody\n";

        Assert.NotNull(Documents.Parse(text).Problem);
    }

    [Fact]
    public void Parse_AsManyTagsAsFit_AreAllRead()
    {
        var tags = Enumerable.Range(0, 40_000).Select(i => i.ToString("x4", CultureInfo.InvariantCulture));

        var document = Documents.Parse($"---\ntags: [{string.Join(", ", tags)}]\n---\n");

        Assert.Equal(40_000, document.Tags.Count);
    }

    [Fact]
    public void Parse_AliasBomb_IsKeptAndNeverExpanded()
    {
        var lines = Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");

        var document = Documents.Parse($"---\na0: &a0 lol\n{string.Concat(lines)}title: T\ntags: *a9\n---\nbody\n");

        Assert.Null(document.Problem);
        Assert.Equal("T", document.Title);
        Assert.Empty(document.Tags);
    }

    [Fact]
    public void Apply_ToAMalformedFile_NamesFileLineReasonAndRemedy()
    {
        var document = Documents.Parse("---\ntitle: T\ntitle: U\n---\nbody\n");

        var error = Assert.Throws<MalformedMemoryException>(() => MarkdownEditor.Apply(document, new MarkdownEdit { Body = "x" }, "a.md"));

        Assert.Equal(
            "a.md, line 3: duplicate key 'title' (lines 2 and 3); keep one of them. Nothing was changed: fix the file in an editor; `wm doctor` lists it.",
            error.Message);
    }
}

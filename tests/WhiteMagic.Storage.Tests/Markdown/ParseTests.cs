using System.Text;
using CsCheck;
using WhiteMagic.Storage.Markdown;

namespace WhiteMagic.Storage.Tests.Markdown;

public sealed class ParseTests
{
    private static readonly string[] LineEnds = ["", "\n", "\r\n"];

    [Fact]
    public void Parse_AnyBytes_NeverThrowsAndKeepsThem() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        var document = MarkdownDocument.Parse(bytes);

        Assert.Equal(bytes, document.Bytes.ToArray());
        Assert.NotNull(document.Body);
    });

    [Fact]
    public void Parse_AnyFile_HasTheEndOfItsTextAsBody() => Documents.File.Sample(text =>
    {
        var document = Documents.Parse(text);

        Assert.Contains(document.Problem is null ? LineEnds : [""], end => text.EndsWith(document.Body + end, StringComparison.Ordinal));
        Assert.Equal(document.HasFrontMatter, text.StartsWith("---", StringComparison.Ordinal) && document.Problem is null);
    }, iter: 5_000);

    [Fact]
    public void SimpleFrontMatter_WhateverItTakes_YamlReadsTheSame() => Documents.Block.Sample(block =>
    {
        if (SimpleFrontMatter.Read(block) is { } simple)
        {
            var root = YamlReader.Read(block, out var problem);
            Assert.Null(problem);
            Assert.Equal(FrontMatter.EntriesOf(root!).Select(Show), simple.Select(Show));
        }
    }, iter: 20_000);

    [Fact]
    public void Parse_UsualMemory_GivesItsValues()
    {
        var document = Documents.Parse("""
            ---
            title: "Why: SQLite"
            created: 2026-11-23T10:15:00Z
            updated: 2026-11-23T12:15:00+01:00
            # mine
            tags: [ Decision, storage , decision, 42, true, ~, 'c#']
            related_to:
              - id: a.md
                type: supersedes
                description: because
              - filename: b.md
              - c.md
              - type: nothing
            pinned: true
            nothing: ~
            ---

            first
            last

            """);

        Assert.Null(document.Problem);
        Assert.Equal("Why: SQLite", document.Title);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 10, 15, 0, TimeSpan.Zero), document.Created);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 11, 15, 0, TimeSpan.Zero), document.Updated);
        Assert.Equal(["decision", "storage", "42", "true", "c#"], document.Tags);
        Assert.Equal(
            [new("a.md", "supersedes", "because"), new("b.md", "relates_to"), new("c.md", "relates_to")],
            document.Relations);
        Assert.Equal("true", document.Scalar("pinned"));
        Assert.Null(document.Scalar("nothing"));
        Assert.Null(document.Scalar("tags"));
        Assert.Equal("first\nlast", document.Body);
        Assert.Equal(18, document.BodyLine);
    }

    [Fact]
    public void Parse_PythonMemory_GivesItsValues()
    {
        var document = Documents.Parse(
            "---\ntitle: Fix: the parser [WIP]\ncreated: 2025-11-16T10:11:12Z\ntags: Heuristic, c#, a b,, heuristic\nsource_files: a.md, b.md\n"
            + "related_to:\n- filename: 20251115_101112_goals.md\n  type: informed_by\n---\n# Body\n\ntext\n");

        Assert.Null(document.Problem);
        Assert.Equal("Fix: the parser [WIP]", document.Title);
        Assert.Equal(new DateTimeOffset(2025, 11, 16, 10, 11, 12, TimeSpan.Zero), document.Created);
        Assert.Equal(["heuristic", "c#", "a b"], document.Tags);
        Assert.Equal("a.md, b.md", document.Scalar("source_files"));
        Assert.Equal([new MarkdownRelation("20251115_101112_goals.md", "informed_by")], document.Relations);
        Assert.Equal("# Body\n\ntext", document.Body);
        Assert.Equal(10, document.BodyLine);
    }

    [Theory]
    [InlineData("title: A: b", "A: b")]
    [InlineData("title: \"quoted\" and more", "\"quoted\" and more")]
    [InlineData("title: it's", "it's")]
    [InlineData("title: 'open", "'open")]
    [InlineData("title: @home", "@home")]
    [InlineData("title: - dash", "- dash")]
    [InlineData("title: [WIP] plan", "[WIP] plan")]
    [InlineData("title: [WIP]", "[WIP]")]
    [InlineData("title: {x}", "{x}")]
    [InlineData("title: *star", "*star")]
    [InlineData("title: 100%", "100%")]
    [InlineData("title: |\n  one\n  two", "one\ntwo")]
    [InlineData("title: >-\n  one\n  two", "one two")]
    [InlineData("title: 2025", "2025")]
    [InlineData("title: \"a\\nb\"", "a\nb")]
    [InlineData("title: \"a\n\n  b\"", "a\nb")]
    [InlineData("title: a --- b", "a --- b")]
    [InlineData("title: \"x\n  ---\n  y\"", "x --- y")]
    [InlineData("title:", null)]
    [InlineData("title: null", null)]
    [InlineData("other: 1", null)]
    public void Parse_Title_IsTheTextThatWasMeant(string line, string? title)
    {
        var document = Documents.Parse($"---\n{line}\ntags: a\n---\nbody\n");

        Assert.Null(document.Problem);
        Assert.Equal(title, document.Title);
        Assert.Equal(["a"], document.Tags);
        Assert.Equal("body", document.Body);
    }

    [Theory]
    [InlineData("2025-11-16", "2025-11-16T00:00:00Z")]
    [InlineData("2025-11-16T10:11:12Z", "2025-11-16T10:11:12Z")]
    [InlineData("2025-11-16 10:11:12", "2025-11-16T10:11:12Z")]
    [InlineData("2025-11-16T10:11", "2025-11-16T10:11:00Z")]
    [InlineData("2025-11-16T10:11:12.5", "2025-11-16T10:11:12.5Z")]
    [InlineData("2025-11-16T10:11:12.123456+02:00", "2025-11-16T08:11:12.123456Z")]
    [InlineData("2025-11-16 10:11:12 -05:00", "2025-11-16T15:11:12Z")]
    [InlineData("\"2025-11-16T10:11:12Z\"", "2025-11-16T10:11:12Z")]
    [InlineData("yesterday", null)]
    [InlineData("2025-13-40", null)]
    [InlineData("0001-01-01T00:00:00+14:00", null)]
    public void Parse_Created_ReadsIsoForms(string written, string? expected)
    {
        var created = Documents.Parse($"---\ncreated: {written}\n---\n").Created;

        Assert.Equal(expected, created is { } value ? MemoryTimestamp.Format(value) : null);
    }

    [Theory]
    [InlineData("", "", 1)]
    [InlineData("plain\ntext\n", "plain\ntext", 1)]
    [InlineData("----\nrule\n", "----\nrule", 1)]
    [InlineData(" ---\na: b\n---\n", " ---\na: b\n---", 1)]
    [InlineData("---\n---\nbody", "body", 3)]
    [InlineData("---\n# only a comment\n---\n\n\nbody\n\n", "\nbody\n", 5)]
    [InlineData("--- \t\na: b\n...\nbody", "body", 4)]
    [InlineData("---\r\na: b\r\n---\r\n\r\nbody\r\n", "body", 5)]
    [InlineData("---\na: b\n---", "", 3)]
    public void Parse_Body_StartsAfterTheFrontMatter(string text, string body, int line)
    {
        var document = Documents.Parse(text);

        Assert.Null(document.Problem);
        Assert.Equal(body, document.Body);
        Assert.Equal(line, document.BodyLine);
    }

    [Fact]
    public void Parse_DashesInsideAValue_DoNotCloseTheFrontMatter()
    {
        var document = Documents.Parse("---\nnote: |\n  one\n  ---\n  two\nquoted: \"a --- b\"\ntitle: T\n---\n\nbody\n\n---\n\nmore\n");

        Assert.Equal("one\n---\ntwo\n", document.Scalar("note"));
        Assert.Equal("T", document.Title);
        Assert.Equal("body\n\n---\n\nmore", document.Body);
    }

    [Fact]
    public void Parse_Utf8Mark_IsNotPartOfTheText()
    {
        var document = MarkdownDocument.Parse(new byte[] { 0xEF, 0xBB, 0xBF }.Concat("---\ntitle: T\n---\n\nbody\n"u8.ToArray()).ToArray());

        Assert.Equal(("T", "body", TextEncoding.Utf8WithMark), (document.Title, document.Body, document.Encoding));
    }

    [Theory]
    [InlineData(false, TextEncoding.Utf16LittleEndian)]
    [InlineData(true, TextEncoding.Utf16BigEndian)]
    public void Parse_Utf16_IsRead(bool bigEndian, object encoding)
    {
        var utf16 = new UnicodeEncoding(bigEndian, byteOrderMark: true);
        byte[] bytes = [.. utf16.GetPreamble(), .. utf16.GetBytes("---\r\ntitle: Té 🧠\r\n---\r\n\r\nbödy\r\n")];

        var document = MarkdownDocument.Parse(bytes);

        Assert.Null(document.Problem);
        Assert.Equal(("Té 🧠", "bödy", encoding), (document.Title, document.Body, document.Encoding));
    }

    private static string Show(FrontMatterEntry entry) => $"{entry.Key} {entry.Start}-{entry.KeyEnd} {Show(entry.Value)}";

    private static string Show(YamlNode node) =>
        $"{node.Kind} {node.Style} {node.Start}-{node.End} {node.Text ?? "null"} [{string.Join("; ", node.Items.Select(Show))}]";
}

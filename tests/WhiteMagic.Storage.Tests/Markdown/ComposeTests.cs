using System.Text;
using CsCheck;
using WhiteMagic.Memories;
using WhiteMagic.Storage.Markdown;

namespace WhiteMagic.Storage.Tests.Markdown;

public sealed class ComposeTests
{
    private static readonly Gen<DateTimeOffset> Instants =
        Gen.Long[0, DateTimeOffset.MaxValue.Ticks].Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private static readonly Gen<MarkdownDraft> Drafts =
        from title in Documents.Text
        from created in Instants
        from updated in Instants
        from tags in Documents.Text.Array[0, 5]
        from relations in Gen.Select(Documents.Text, Documents.Text, Documents.Text.Null(), (target, type, description) => new MarkdownRelation($"{target}.md", type, description)).Array[0, 3]
        from other in Documents.Text
        from body in Documents.Text
        select new MarkdownDraft
        {
            Title = title,
            Created = created,
            Updated = updated,
            Tags = TagList.Normalize(tags),
            Relations = [.. relations.Distinct()],
            Scalars = [KeyValuePair.Create<string, string?>("idempotency_key", other)],
            Body = body,
        };

    [Fact]
    public void Compose_AnyValues_AreReadBackExactly() => Drafts.Sample(draft =>
    {
        var document = MarkdownDocument.Parse(MarkdownEditor.Compose(draft).Bytes);

        Assert.Null(document.Problem);
        Assert.Equal(draft.Title, document.Title);
        Assert.Equal(draft.Created, document.Created);
        Assert.Equal(draft.Updated, document.Updated);
        Assert.Equal(draft.Tags, document.Tags);
        Assert.Equal(draft.Relations, document.Relations);
        Assert.Equal(draft.Scalars[0].Value, document.Scalar("idempotency_key"));
        Assert.Equal(draft.Body, document.Body);
    }, iter: 5_000);

    [Fact]
    public void Compose_ReadAndComposedAgain_GivesTheSameBytes() => Drafts.Sample(draft =>
    {
        var first = MarkdownEditor.Compose(draft).Bytes;
        var read = MarkdownDocument.Parse(first);

        var again = MarkdownEditor.Compose(draft with { Title = read.Title!, Tags = read.Tags, Relations = read.Relations, Body = read.Body }).Bytes;

        Assert.Equal(first.ToArray(), again.ToArray());
    }, iter: 1_000);

    [Fact]
    public void Compose_UsualMemory_HasTheApprovedBytes()
    {
        var draft = new MarkdownDraft
        {
            Title = "Why we chose SQLite",
            Created = new DateTimeOffset(2026, 11, 23, 10, 15, 0, TimeSpan.Zero),
            Updated = new DateTimeOffset(2026, 11, 23, 12, 15, 0, 250, TimeSpan.FromHours(1)),
            Tags = ["decision", "storage", "c#: notes", "2026"],
            Relations =
            [
                new MarkdownRelation("20261122_090000_storage_options.md", "supersedes"),
                new MarkdownRelation("20261101_080000_goals.md", "informed_by", "goal 3: no server"),
            ],
            Scalars = [KeyValuePair.Create<string, string?>("idempotency_key", "a-1"), KeyValuePair.Create<string, string?>("note", "two\nlines")],
            Body = "# Why\n\nOne file, no server.\n\n---\n\nFaster than a folder scan.",
        };

        var bytes = MarkdownEditor.Compose(draft).Bytes.ToArray();

        Assert.Equal(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Markdown", "composed.approved.md")), bytes);
    }

    [Theory]
    [InlineData("hello", "\nhello\n")]
    [InlineData("hello\n", "\nhello\n\n")]
    [InlineData("\nhello", "\n\nhello\n")]
    [InlineData("hello\r", "\nhello\r\r\n")]
    [InlineData("", "")]
    public void Compose_Body_IsSetOffByOneBlankLineAndEndsItsLine(string body, string expected)
    {
        var text = Encoding.UTF8.GetString(MarkdownEditor.Compose(Documents.Draft(body: body)).Bytes.Span);

        Assert.Equal($"---\ntitle: A title\ncreated: 2026-11-23T12:00:00Z\nupdated: 2026-11-23T12:00:00Z\n---\n{expected}", text);
    }

    [Theory]
    [InlineData("Why we chose SQLite")]
    [InlineData("3 reasons (and a half)")]
    [InlineData("it's fine, really")]
    [InlineData("日本語 🧠")]
    public void Compose_HarmlessTitle_IsNotQuoted(string title) =>
        Assert.Contains($"\ntitle: {title}\n", Encoding.UTF8.GetString(MarkdownEditor.Compose(Documents.Draft(title)).Bytes.Span), StringComparison.Ordinal);

    [Theory]
    [InlineData("why: because", "\"why: because\"")]
    [InlineData("---", "\"---\"")]
    [InlineData("one\ntwo", "\"one\\ntwo\"")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("2026-11-23", "\"2026-11-23\"")]
    [InlineData("12:30", "\"12:30\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("issue #3", "\"issue #3\"")]
    [InlineData(" padded ", "\" padded \"")]
    [InlineData("say \"hi\" \\ bye", "say \"hi\" \\ bye")]
    [InlineData("\"hi\" \\", "\"\\\"hi\\\" \\\\\"")]
    [InlineData("bell\u0007", "\"bell\\u0007\"")]
    [InlineData("", "\"\"")]
    public void Compose_TitleYamlWouldReadOtherwise_IsQuoted(string title, string written)
    {
        var bytes = MarkdownEditor.Compose(Documents.Draft(title)).Bytes;

        Assert.Contains($"\ntitle: {written}\n", Encoding.UTF8.GetString(bytes.Span), StringComparison.Ordinal);
        Assert.Equal(title, MarkdownDocument.Parse(bytes).Title);
    }

    [Fact]
    public void Compose_WhatNoTextFileHolds_BecomesReplacementCharacters()
    {
        var document = MarkdownDocument.Parse(MarkdownEditor.Compose(Documents.Draft("a\0b\ud800", "c\0\udc00")).Bytes);

        Assert.Equal("a\ufffdb\ufffd", document.Title);
        Assert.Equal("c\ufffd\ufffd", document.Body);
    }

    [Fact]
    public void Compose_OneMegabyteOfTags_IsRefusedByName()
    {
        var tags = Enumerable.Range(0, 100_000).Select(i => $"tag-{i:D6}").ToList();

        var error = Assert.Throws<InvalidInputException>(() => MarkdownEditor.Compose(Documents.Draft() with { Tags = tags }).Bytes);

        Assert.Equal("frontmatter", error.Field);
    }

    [Fact]
    public void Compose_BodyOverTheLimit_IsRefusedByName() => Assert.Equal(
        "content",
        Assert.Throws<InvalidInputException>(() => MarkdownEditor.Compose(Documents.Draft(body: new string('x', MarkdownText.MaxBytes))).Bytes).Field);
}

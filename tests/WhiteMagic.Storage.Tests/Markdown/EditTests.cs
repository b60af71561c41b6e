using System.Text;
using CsCheck;
using WhiteMagic.Memories;
using WhiteMagic.Storage.Markdown;

namespace WhiteMagic.Storage.Tests.Markdown;

public sealed class EditTests
{
    private const string Commented = """
        ---
        # kept by hand
        aliases: [one,   two]
        title: Old   # the name
        tags:      # mine
          - alpha  # first
          # about beta
          - "beta"

          - gamma
        updated:

        weird: {a: 1,  b: *x}
        created: 2025-01-01
        # the end
        ---
        body   
        """;

    private static readonly Gen<MarkdownEdit> Edits =
        from title in Documents.Text.Null()
        from tags in Documents.Text.Array[0, 4].Null()
        from updated in Gen.Long[0, DateTimeOffset.MaxValue.Ticks].Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero)).Nullable()
        from relations in Gen.Select(Documents.Text, Documents.Text, (target, type) => new MarkdownRelation($"{target}.md", type)).Array[0, 3].Null()
        from other in Documents.Text.Null()
        from setsOther in Gen.Bool
        from body in Documents.Text.Null()
        select new MarkdownEdit
        {
            Title = title,
            Tags = tags,
            Updated = updated,
            Relations = relations,
            Scalars = setsOther ? [KeyValuePair.Create<string, string?>("other", other)] : [],
            Body = body,
        };

    [Fact]
    public void Apply_Twice_IsApplyOnce() => Gen.Select(Documents.File, Edits).Sample((text, edit) =>
    {
        if (TryEdit(text, edit) is { } once)
        {
            Assert.Equal(once, Documents.Edit(once, edit));
        }
    }, iter: 3_000);

    [Fact]
    public void Apply_AnyEdit_GivesWhatWasWantedAndKeepsTheRest() => Gen.Select(Documents.File, Edits).Sample((text, edit) =>
    {
        if (TryEdit(text, edit) is not { } bytes)
        {
            return;
        }
        var (before, after) = (Documents.Parse(text), MarkdownDocument.Parse(bytes));
        Assert.Equal(edit.Title ?? before.Title, after.Title);
        Assert.Equal(TagList.Normalize(edit.Tags ?? before.Tags), after.Tags);
        Assert.Equal(edit.Updated ?? before.Updated, after.Updated);
        Assert.Equal(before.Created, after.Created);
        Assert.Equal((edit.Body ?? before.Body).ReplaceLineEndings("\n"), after.Body.ReplaceLineEndings("\n"));
        if (edit.Body is null)
        {
            Assert.True(bytes.AsSpan().EndsWith(before.Content[before.Layout.Body.Start..]));
        }
    }, iter: 5_000);

    [Fact]
    public void Apply_ThenTheOldValuesAgain_RestoresSingleLines() => Gen.Select(Documents.Text, Documents.Text).Sample((title, other) =>
    {
        var text = $"---\ntitle: Old # c\nother: thing   # d\r\n\n---\nbody";

        var changed = Documents.Edit(text, new MarkdownEdit { Title = title, Scalars = [new("other", other)] });

        Assert.Equal(text, Documents.Edit(changed, new MarkdownEdit { Title = "Old", Scalars = [new("other", "thing")] }));
    });

    [Fact]
    public void Apply_PresentValues_ChangesNothing() => Documents.File.Sample(text =>
    {
        var document = Documents.Parse(text);
        var same = new MarkdownEdit
        {
            Title = document.Title,
            Created = document.Created,
            Updated = document.Updated,
            Tags = document.Tags,
            Body = document.Body,
            Append = "",
        };

        Assert.True(document.Problem is not null || MarkdownEditor.Apply(document, same, "a.md").Equals(document.Bytes));
    }, iter: 3_000);

    [Fact]
    public void Apply_ToACommentedFile_ChangesOnlyTheNamedLines()
    {
        var edited = Documents.Edit(Commented, new MarkdownEdit
        {
            Title = "New: name",
            Updated = Documents.Noon,
            Tags = ["alpha", "Beta", "delta"],
            Relations = [new("b.md", "depends_on")],
            Scalars = [new("pinned", "yes")],
        });

        Assert.Equal("""
            ---
            # kept by hand
            aliases: [one,   two]
            title: "New: name"   # the name
            tags:      # mine
              - alpha  # first
              # about beta
              - "beta"

              - delta
            related_to:
              - id: b.md
                type: depends_on
            updated: 2026-11-23T12:00:00Z

            weird: {a: 1,  b: *x}
            created: 2025-01-01
            # the end
            pinned: "yes"
            ---
            body   
            """, edited);
    }

    [Theory]
    [InlineData("- a # 1\n- b\n- c\n", "a,c", "- a # 1\n- c\n")]
    [InlineData("- a # 1\n- b\n", "b,a", "- b\n- a # 1\n")]
    [InlineData("- a\n- b\n", "a,x,b,z", "- a\n- x\n- b\n- z\n")]
    [InlineData("- a\n- [x]\n- b\n", "b", "- [x]\n- b\n")]
    [InlineData("- A\n- a\n- b\n", "a", "- A\n- a\n")]
    [InlineData("    - a\n", "a,'q: r'", "    - a\n    - \"'q: r'\"\n")]
    public void Apply_TagsInABlockList_KeepTheLinesThatStay(string rows, string tags, string expected) =>
        Assert.Equal($"---\ntags:\n{expected}x: y\n---\n", Documents.Edit($"---\ntags:\n{rows}x: y\n---\n", new MarkdownEdit { Tags = tags.Split(',') }));

    [Theory]
    [InlineData("tags: [a, b]  # c", "x,b", "tags: [x, b]  # c")]
    [InlineData("tags: a, b", "b,c", "tags: [b, c]")]
    [InlineData("tags: # c", "b", "tags: [b] # c")]
    [InlineData("tags: [a,\n  b]", "b,c", "tags: [b, c]")]
    [InlineData("tags: # c\n  - a\n  # d", "", "tags: [] # c\n  # d")]
    [InlineData("tags: [a]", "", "tags: []")]
    [InlineData("'tags' : a", "b", "'tags' : [b]")]
    public void Apply_Tags_AreWrittenAsAFlowList(string line, string tags, string expected) => Assert.Equal(
        $"---\n{expected}\nx: y\n---\n",
        Documents.Edit($"---\n{line}\nx: y\n---\n", new MarkdownEdit { Tags = tags.Split(',', StringSplitOptions.RemoveEmptyEntries) }));

    [Theory]
    [InlineData("title: Old", "title: New")]
    [InlineData("title: Fix: it # not a comment", "title: New")]
    [InlineData("title:", "title: New")]
    [InlineData("title:   # c", "title: New   # c")]
    [InlineData("title: |-\n  one\n  two", "title: New")]
    [InlineData("title: \"one\n  two\"  # c", "title: New  # c")]
    [InlineData("title:\n  one\n  two", "title:\n  New")]
    [InlineData("title: !!str x", "title: New")]
    [InlineData("? title\n: x", "? title\n: New")]
    [InlineData("x:\n  - y\ntitle:\n  a: b\n  # c", "x:\n  - y\ntitle: New\n  # c")]
    public void Apply_Title_ReplacesItsValueAlone(string line, string expected) =>
        Assert.Equal($"---\n{expected}\nz: 1\n---\n", Documents.Edit($"---\n{line}\nz: 1\n---\n", new MarkdownEdit { Title = "New" }));

    [Theory]
    [InlineData("a: b\n", "title: T\ncreated: 2026-11-23T12:00:00Z\ntags: [t]\na: b\nk: v\n")]
    [InlineData("", "title: T\ncreated: 2026-11-23T12:00:00Z\ntags: [t]\nk: v\n")]
    [InlineData("title: T\nx: |\n  text\n\nupdated: 2026-01-01\n# c\n", "title: T\ncreated: 2026-11-23T12:00:00Z\nx: |\n  text\n\nupdated: 2026-01-01\ntags: [t]\n# c\nk: v\n")]
    public void Apply_NewKeys_AreInsertedInOrder(string block, string expected) => Assert.Equal(
        $"---\n{expected}---\n\nbody",
        Documents.Edit($"---\n{block}---\n\nbody", new MarkdownEdit { Title = "T", Created = Documents.Noon, Tags = ["t"], Scalars = [new("k", "v")] }));

    [Theory]
    [InlineData("other: x # c\nz: 1\n", "z: 1\n")]
    [InlineData("z: 1\nother:\n  - a\n\n  - b\n# c\n", "z: 1\n# c\n")]
    [InlineData("z: 1\nother: |\n  a\n\n  b\n\ny: 2\n", "z: 1\n\ny: 2\n")]
    [InlineData("z: 1\n", "z: 1\n")]
    public void Apply_RemovedKey_LosesItsLinesAlone(string block, string expected) =>
        Assert.Equal($"---\n{expected}---\n", Documents.Edit($"---\n{block}---\n", new MarkdownEdit { Scalars = [new("other", null)] }));

    [Fact]
    public void Apply_Relations_KeepTheLinesThatStay()
    {
        const string Text = "---\nrelated_to:\n- filename: a.md  # c\n  type: relates_to\n  weight: 3\n- id: b.md\n  type: x\n---\n";

        var edited = Documents.Edit(Text, new MarkdownEdit { Relations = [new("a.md", "relates_to"), new("c.md", "implements", "d: e")] });

        Assert.Equal(
            "---\nrelated_to:\n- filename: a.md  # c\n  type: relates_to\n  weight: 3\n- id: c.md\n  type: implements\n  description: \"d: e\"\n---\n",
            edited);
    }

    [Theory]
    [InlineData("---\ntitle: T\n---\n\nold\n", "new", "---\ntitle: T\n---\n\nnew\n")]
    [InlineData("---\ntitle: T\n---\nold", "new\n", "---\ntitle: T\n---\nnew\n\n")]
    [InlineData("---\ntitle: T\n---\nold", "\nnew", "---\ntitle: T\n---\n\n\nnew\n")]
    [InlineData("---\ntitle: T\n---", "new", "---\ntitle: T\n---\n\nnew\n")]
    [InlineData("---\r\ntitle: T\r\n---\r\n\r\nold\r\n", "a\nb", "---\r\ntitle: T\r\n---\r\n\r\na\r\nb\r\n")]
    [InlineData("---\ntitle: T\n---\n\nold\n", "", "---\ntitle: T\n---\n\n")]
    [InlineData("old", "new", "new\n")]
    [InlineData("old", "---\nnew", "---\n---\n\n---\nnew\n")]
    [InlineData("old", "\ufeffnew", "---\n---\n\n\ufeffnew\n")]
    public void Apply_Body_IsReplacedInTheFilesManner(string text, string body, string expected) =>
        Assert.Equal(expected, Documents.Edit(text, new MarkdownEdit { Body = body }));

    [Theory]
    [InlineData("---\ntitle: T\n---\n\nold\n", "new", "---\ntitle: T\n---\n\nold\nnew\n")]
    [InlineData("old", "new", "old\nnew\n")]
    [InlineData("old\r\nline\r\n", "a\nb", "old\r\nline\r\na\r\nb\r\n")]
    [InlineData("---\ntitle: T\n---", "new", "---\ntitle: T\n---\n\nnew\n")]
    [InlineData("", "new", "new\n")]
    [InlineData("old\r", "new", "old\r\r\nnew\n")]
    public void Apply_Append_StartsANewLineAfterEverythingElse(string text, string added, string expected) =>
        Assert.Equal(expected, Documents.Edit(text, new MarkdownEdit { Append = added }));

    [Fact]
    public void Apply_ToAFileWithoutFrontMatter_AddsItAndKeepsTheText() => Assert.Equal(
        "---\r\ntitle: T\r\nupdated: 2026-11-23T12:00:00Z\r\n---\r\n\r\n# Old\r\ntext",
        Documents.Edit("# Old\r\ntext", new MarkdownEdit { Title = "T", Updated = Documents.Noon }));

    [Fact]
    public void Apply_MixedLineEnds_AreKeptAndTheCommonerIsUsed() => Assert.Equal(
        "---\r\ntitle: T\r\nupdated: 2026-11-23T12:00:00Z\r\nx: y\n---\r\nbody\r\n",
        Documents.Edit("---\r\ntitle: T\r\nx: y\n---\r\nbody\r\n", new MarkdownEdit { Updated = Documents.Noon }));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Apply_EncodingAndMark_AreKept(int index)
    {
        Encoding encoding = index switch { 0 => new UTF8Encoding(true), 1 => new UnicodeEncoding(false, true), _ => new UnicodeEncoding(true, true) };
        byte[] File(string text) => [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];

        var edited = Documents.Edit(File("---\ntitle: é\n---\n\n🧠\n"), new MarkdownEdit { Title = "ü", Append = "日本" });

        Assert.Equal(File("---\ntitle: ü\n---\n\n🧠\n日本\n"), edited);
    }

    [Theory]
    [InlineData("---\n{title: T, x: y}\n---\n")]
    [InlineData("---\nbase: *t\ntitle: &t T\n---\n")]
    public void Apply_ThatWouldBreakTheFile_IsRefused(string text)
    {
        var error = Assert.Throws<MalformedMemoryException>(() => Documents.Edit(text, new MarkdownEdit { Title = "New", Tags = ["a"] }));

        Assert.StartsWith("a.md: the front matter is laid out in a way this change would break.", error.Message, StringComparison.Ordinal);
    }

    private static byte[]? TryEdit(string text, MarkdownEdit edit)
    {
        try
        {
            return Documents.Edit(Encoding.UTF8.GetBytes(text), edit);
        }
        catch (MalformedMemoryException)
        {
            return null;
        }
    }
}

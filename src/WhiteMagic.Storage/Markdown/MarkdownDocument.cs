using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Markdown;

/// <summary>A memory's file as it was read; it keeps every byte, and is readable as plain text when it is malformed.</summary>
internal sealed class MarkdownDocument
{
    private readonly MarkdownText _text;
    private readonly FrontMatter? _frontMatter;

    private MarkdownDocument(ReadOnlyMemory<byte> bytes, MarkdownText text, FrontMatter? frontMatter, DocumentLayout layout)
    {
        Bytes = bytes;
        _text = text;
        _frontMatter = frontMatter;
        Layout = layout;
        Title = TitleOf(FrontMatter);
        Tags = MarkdownTags.Read(FrontMatter.ValueOf("tags"));
        Created = MemoryTimestamp.Parse(Scalar("created"));
        Updated = MemoryTimestamp.Parse(Scalar("updated"));
        Relations = MarkdownRelation.ReadAll(FrontMatter.ValueOf("related_to"));
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    public TextEncoding Encoding => _text.Encoding;

    /// <summary>Why the front matter cannot be used; the body is then the whole text.</summary>
    public RecordProblem? Problem { get; private init; }

    public bool HasFrontMatter => _frontMatter is not null;

    public FrontMatter FrontMatter => _frontMatter ?? FrontMatter.Empty;

    public string? Title { get; }

    public IReadOnlyList<string> Tags { get; }

    public DateTimeOffset? Created { get; }

    public DateTimeOffset? Updated { get; }

    public IReadOnlyList<MarkdownRelation> Relations { get; }

    /// <summary>The text after the front matter, less the blank line that sets it off and the end of its last line.</summary>
    public string Body => field ??= MarkdownText.Text(Content[(Problem is null ? Layout.Body : 0..)]);

    /// <summary>The 1-based line of the file on which the body starts.</summary>
    public int BodyLine => Content[..Layout.Body.Start.Value].Count((byte)'\n') + 1;

    internal ReadOnlySpan<byte> Content => _text.Content.Span;

    internal DocumentLayout Layout { get; }

    /// <summary>The text of an entry that is one value, whatever its key; null when it is missing, null or a collection.</summary>
    public string? Scalar(string key) => FrontMatter.ValueOf(key)?.Text;

    public static MarkdownDocument Parse(ReadOnlyMemory<byte> bytes)
    {
        var text = MarkdownText.Decode(bytes);
        var content = text.Content.Span;
        var problem = text.Problem;
        FrontMatter? frontMatter = null;
        var fence = problem is null ? FrontMatterFence.Find(content) : null;
        if (fence is { } found)
        {
            problem = ProblemOf(content, found);
            if (problem is null)
            {
                frontMatter = FrontMatter.Parse(MarkdownText.Text(content[found.Start..found.End]), out problem);
            }
        }
        var layout = DocumentLayout.Of(content, problem is null ? fence : null);
        return new MarkdownDocument(bytes, text, frontMatter, layout) { Problem = problem };
    }

    internal byte[] Encode(byte[] content) => _text.Encode(content);

    private static RecordProblem? ProblemOf(ReadOnlySpan<byte> content, FrontMatterFence fence) => fence switch
    {
        { IsClosed: false } => new RecordProblem("the front matter is never closed by a `---` line; add one below it", 1),
        { Start: var start, End: var end } when end - start > FrontMatter.MaxBytes => new RecordProblem(
            $"the front matter is {end - start} bytes; the most is {FrontMatter.MaxBytes}; move some of it into the text",
            content[..(start + FrontMatter.MaxBytes)].Count((byte)'\n') + 1),
        _ => null,
    };

    // `title: [draft] plan` and `title: *star` were meant as text, though YAML reads something else.
    private static string? TitleOf(FrontMatter frontMatter) => frontMatter.ValueOf("title") switch
    {
        null => null,
        { Kind: YamlKind.Scalar, Style: YamlStyle.Block } block => block.Value.TrimEnd('\n'),
        { Kind: YamlKind.Scalar } scalar => scalar.Text,
        { Style: YamlStyle.Block } => null,
        var other => frontMatter.Text[other.Start..other.End],
    };
}

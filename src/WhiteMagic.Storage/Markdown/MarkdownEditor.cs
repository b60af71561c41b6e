using System.Text;
using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Markdown;

/// <summary>Makes new file content out of old: what an edit does not name stays byte for byte.</summary>
internal static class MarkdownEditor
{
    /// <summary>Applies the edit; gives the document's own bytes when it changes nothing.</summary>
    /// <exception cref="MalformedMemoryException">The file has a problem, or is laid out in a way the edit would break.</exception>
    /// <exception cref="InvalidInputException">The result would be too large to be read back.</exception>
    public static ReadOnlyMemory<byte> Apply(MarkdownDocument document, MarkdownEdit edit, string fileName) => Edit(document, edit, fileName).Bytes;

    /// <summary>Writes a new file: UTF-8 without a mark, LF, one blank line before the body, a line break after it.</summary>
    /// <exception cref="InvalidInputException">The result would be too large to be read back.</exception>
    public static MarkdownDocument Compose(MarkdownDraft draft)
    {
        var edit = new MarkdownEdit
        {
            Title = draft.Title,
            Created = draft.Created,
            Updated = draft.Updated,
            Tags = draft.Tags,
            Relations = draft.Relations,
            Scalars = draft.Scalars,
            Body = draft.Body,
        };
        return Edit(MarkdownDocument.Parse(ReadOnlyMemory<byte>.Empty), edit, "the new file");
    }

    private static MarkdownDocument Edit(MarkdownDocument document, MarkdownEdit edit, string fileName)
    {
        if (document.Problem is { } problem)
        {
            throw new MalformedMemoryException(fileName, problem.Line, problem.Reason);
        }
        var newline = TextLines.BreakOf(document.Content);
        var clean = Cleaned(edit);
        var frontMatter = FrontMatterEditor.Edit(document, clean, newline) ?? throw WouldBreak(fileName);
        var body = MarkdownBody.Edit(document, clean, newline);
        if (ReferenceEquals(frontMatter, document.FrontMatter.Text) && body is null)
        {
            return document;
        }
        var bytes = document.Encode(Assemble(document, frontMatter, body ?? document.Content[document.Layout.Body.Start..].ToArray(), newline));
        RequireReadable(bytes, frontMatter);
        var edited = MarkdownDocument.Parse(bytes);
        return EditCheck.Holds(document, edited, clean) ? edited : throw WouldBreak(fileName);
    }

    private static MarkdownEdit Cleaned(MarkdownEdit edit) => edit with
    {
        Title = Storable(edit.Title),
        Tags = edit.Tags is { } tags ? TagList.Normalize(tags.Select(MarkdownText.Storable)) : null,
        Relations = edit.Relations?.Select(relation => relation.Storable()).Distinct().ToList(),
        Scalars = [.. edit.Scalars.Select(pair => KeyValuePair.Create(pair.Key, Storable(pair.Value)))],
        Body = Storable(edit.Body),
        Append = Storable(edit.Append),
    };

    private static MalformedMemoryException WouldBreak(string fileName) =>
        new(fileName, 0, "the front matter is laid out in a way this change would break");

    private static string? Storable(string? text) => text is null ? null : MarkdownText.Storable(text);

    private static byte[] Assemble(MarkdownDocument document, string frontMatter, byte[] body, string newline)
    {
        var layout = document.Layout;
        var content = document.Content;
        var inner = Encoding.UTF8.GetBytes(frontMatter);
        var blank = Encoding.UTF8.GetBytes(newline);
        byte[] head = document.HasFrontMatter
            ? [.. content[..layout.FrontMatter.Start], .. inner, .. content[layout.FrontMatter.End..layout.After]]
            : inner.Length > 0 || MarkdownBody.NeedsFrontMatter(body)
                ? [.. "---"u8, .. blank, .. inner, .. "---"u8, .. blank]
                : [];
        if (head.Length == 0)
        {
            return body;
        }
        if (body.Length > 0 && head[^1] != '\n')
        {
            head = [.. head, .. blank];
        }
        return [.. head, .. MarkdownBody.Separator(document, body, blank), .. body];
    }

    private static void RequireReadable(byte[] bytes, string frontMatter)
    {
        if (Encoding.UTF8.GetByteCount(frontMatter) > FrontMatter.MaxBytes)
        {
            throw new InvalidInputException("frontmatter", $"title, tags, relations and other keys take more than {FrontMatter.MaxBytes} bytes: shorten them");
        }
        if (bytes.Length > MarkdownText.MaxBytes)
        {
            throw new InvalidInputException("content", $"the file would be {bytes.Length} bytes; the most is {MarkdownText.MaxBytes}: split it");
        }
    }
}

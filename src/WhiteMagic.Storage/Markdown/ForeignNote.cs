using System.Text;

namespace WhiteMagic.Storage.Markdown;

/// <summary>A Markdown file that another program wrote, read for import.</summary>
public sealed record ForeignNote
{
    private static readonly HashSet<string> Used = new(StringComparer.Ordinal) { "title", "tags", "tag", "created", "date", "updated", "modified", EntryReader.IdempotencyKey };

    private ForeignNote()
    {
    }

    /// <summary>Its title, if its front matter names one.</summary>
    public string? Title { get; private init; }

    /// <summary>The tags its front matter names, without <c>#</c>.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>When its front matter says it was written (<c>created</c> or <c>date</c>).</summary>
    public DateTimeOffset? Created { get; private init; }

    /// <summary>When its front matter says it last changed (<c>updated</c> or <c>modified</c>).</summary>
    public DateTimeOffset? Updated { get; private init; }

    /// <summary>The text; the whole file when its front matter cannot be read.</summary>
    public required string Body { get; init; }

    /// <summary>The entries of its front matter that are none of the above, as written.</summary>
    public required string OtherFrontMatter { get; init; }

    /// <summary>Why its front matter could not be read, if so.</summary>
    public string? Problem { get; private init; }

    /// <summary>Reads a file's bytes; nothing in them is an error.</summary>
    public static ForeignNote Read(ReadOnlyMemory<byte> bytes)
    {
        MarkdownDocument document = MarkdownDocument.Parse(bytes);
        IEnumerable<string> tags = document.Tags.Concat(MarkdownTags.Read(document.FrontMatter.ValueOf("tag")));
        return new ForeignNote
        {
            Title = document.Title,
            Tags = [.. tags.Select(tag => tag.TrimStart('#')).Where(tag => tag.Length > 0).Distinct(StringComparer.Ordinal)],
            Created = document.Created ?? MemoryTimestamp.Parse(document.Scalar("date")),
            Updated = document.Updated ?? MemoryTimestamp.Parse(document.Scalar("modified")),
            Body = document.Body,
            OtherFrontMatter = Others(document.FrontMatter),
            Problem = document.Problem is { } problem ? $"line {problem.Line}: {problem.Reason}" : null,
        };
    }

    private static string Others(FrontMatter matter)
    {
        if (matter.IsFlow)
        {
            return matter.Entries.Any(IsOther) ? matter.Text : "";
        }

        var others = new StringBuilder();
        for (int i = 0; i < matter.Entries.Count; i++)
        {
            if (IsOther(matter.Entries[i]))
            {
                int end = i + 1 < matter.Entries.Count ? matter.Entries[i + 1].Start : matter.Text.Length;
                others.Append(matter.Text.AsSpan(matter.Entries[i].Start..end));
            }
        }

        return others.ToString();
    }

    private static bool IsOther(FrontMatterEntry entry) => entry.Key is null || !Used.Contains(entry.Key);
}

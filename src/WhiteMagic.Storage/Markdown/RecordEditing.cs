using WhiteMagic.Graph;
using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Markdown;

/// <summary>Puts drafts and edits of records in the terms of Markdown files.</summary>
internal static class RecordEditing
{
    public static MarkdownDraft ToMarkdown(this RecordDraft draft) => new()
    {
        Title = draft.Title,
        Created = draft.Created,
        Updated = draft.Updated,
        Tags = draft.Tags,
        Relations = [.. draft.Relations.Select(ToMarkdown)],
        Scalars = draft.IdempotencyKey is { } key ? [new(EntryReader.IdempotencyKey, key)] : [],
        Body = draft.Content,
    };

    public static MarkdownEdit ToMarkdown(this RecordEdit? edit, MarkdownDocument document) => edit is null ? new MarkdownEdit() : new()
    {
        Title = edit.Title,
        Body = edit.Content,
        Append = edit.Append,
        Tags = edit.Tags,
        Updated = edit.Updated,
        Relations = edit.Relations is { } relations ? [.. relations.Select(relation => Keep(relation, document))] : null,
    };

    // A relation that was there keeps the words it was written with, also a type unknown here.
    private static MarkdownRelation Keep(Relation relation, MarkdownDocument document) =>
        document.Relations.FirstOrDefault(written => EntryReader.ToRelation(written) == relation) ?? ToMarkdown(relation);

    private static MarkdownRelation ToMarkdown(Relation relation) =>
        new(relation.Target, RelationNames.Of(relation.Type), relation.Description);
}

namespace WhiteMagic.Storage.Markdown;

/// <summary>Reads an edit's result back before it may reach the disk.</summary>
internal static class EditCheck
{
    /// <summary>True when the result holds what was wanted, and every other entry's text as it was.</summary>
    public static bool Holds(MarkdownDocument before, MarkdownDocument after, MarkdownEdit edit)
    {
        if (after.Problem is not null)
        {
            return false;
        }
        var edited = EditedKeys(edit);
        return Others(before, edited).SequenceEqual(Others(after, edited), StringComparer.Ordinal)
            && KeepsAnchors(before, after, edited)
            && (edit.Title is null || edit.Title == after.Title)
            && (edit.Created is null || edit.Created == after.Created)
            && (edit.Updated is null || edit.Updated == after.Updated)
            && (edit.Tags is null || edit.Tags.SequenceEqual(after.Tags, StringComparer.Ordinal))
            && (edit.Relations is null || edit.Relations.SequenceEqual(after.Relations))
            && edit.Scalars.All(pair => after.Scalar(pair.Key) == pair.Value);
    }

    private static HashSet<string> EditedKeys(MarkdownEdit edit)
    {
        var keys = edit.Scalars.Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        Add("title", edit.Title);
        Add("created", edit.Created);
        Add("updated", edit.Updated);
        Add("tags", edit.Tags);
        Add("related_to", edit.Relations);
        return keys;

        void Add(string key, object? value)
        {
            if (value is not null)
            {
                keys.Add(key);
            }
        }
    }

    private static IEnumerable<string> Others(MarkdownDocument document, HashSet<string> edited) => document.FrontMatter.Entries
        .Where(entry => entry.Key is null || !edited.Contains(entry.Key))
        .Select(entry => SourceOf(document, entry));

    // An anchor may be named elsewhere in the file: an edit must not take it away.
    private static bool KeepsAnchors(MarkdownDocument before, MarkdownDocument after, HashSet<string> edited) => before.FrontMatter.Entries
        .Where(entry => entry.Value.HasAnchor && entry.Key is not null && edited.Contains(entry.Key))
        .All(entry => after.FrontMatter.Find(entry.Key!) is { } now && SourceOf(after, now) == SourceOf(before, entry));

    private static string SourceOf(MarkdownDocument document, FrontMatterEntry entry) =>
        document.FrontMatter.Text[entry.Start..Math.Max(entry.KeyEnd, entry.Value.End)];
}

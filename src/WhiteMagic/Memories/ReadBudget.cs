using WhiteMagic.Context;

namespace WhiteMagic.Memories;

/// <summary>Keeps a memory that is read within a number of tokens.</summary>
/// <remarks>
/// The text comes before its front matter, which says in other words what the fields say. Tags and relations are short, and let go
/// only when they would take much of what the text may have.
/// </remarks>
internal static class ReadBudget
{
    private const int MetadataShare = 4;

    // Its quotes and a comma.
    private const int TagOverhead = 2;

    public static MemoryView Fit(MemoryView whole, int? maxTokens)
    {
        int tags = (whole.Tags ?? []).Sum(static tag => TokenCounter.Count(tag) + TagOverhead);
        int relations = (whole.Relations ?? []).Sum(static relation => JsonBudget.Cost(relation, WhiteMagicJson.Readable.Relation));
        int frontMatter = whole.Frontmatter is { } text ? TokenCounter.Count(text) + text.AsSpan().Count('\n') : 0;
        if (maxTokens is not { } most)
        {
            return whole with { Tokens = TokenCounter.Count(whole.Content), MetadataTokens = tags + relations + frontMatter };
        }

        var omitted = new List<string>();
        int left = most;
        bool hasTags = Keep(tags, most / MetadataShare, "tags", ref left, omitted);
        bool hasRelations = Keep(relations, most / MetadataShare, "relations", ref left, omitted);
        string content = whole.Content[..TokenCounter.LengthWithin(whole.Content, left)];
        int tokens = TokenCounter.Count(content);
        left -= tokens;
        bool isWhole = content.Length == whole.Content.Length;
        bool hasFrontMatter = Keep(frontMatter, isWhole ? left : 0, "frontmatter", ref left, omitted);
        return whole with
        {
            Tags = hasTags ? whole.Tags : [],
            Relations = hasRelations ? whole.Relations : [],
            Frontmatter = hasFrontMatter ? whole.Frontmatter : null,
            Content = content,
            Tokens = tokens,
            MetadataTokens = most - left - tokens,
            Truncated = !isWhole,
            Omitted = omitted.Count > 0 ? omitted : null,
        };
    }

    private static bool Keep(int cost, int most, string name, ref int left, List<string> omitted)
    {
        if (cost > most)
        {
            omitted.Add(name);
            return false;
        }

        left -= cost;
        return true;
    }
}

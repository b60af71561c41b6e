using System.Globalization;
using WhiteMagic.Memories;

namespace WhiteMagic.Consolidation;

/// <summary>Decides which memories are promoted and which merge into one; the same memories always give the same plan.</summary>
internal static class ConsolidationPlanner
{
    // A merged memory stays of a size that a person can read and a search can point into.
    private const int MaxGroupCharacters = 64 * 1024;

    // Each source is a relation in the front matter, whose length is limited.
    private const int MaxGroupSources = 200;

    public static ConsolidationPlan Plan(IReadOnlyList<MemoryEntry> candidates, IReadOnlyList<string> promoteTags, DateTimeOffset now)
    {
        MemoryEntry[] readable = [.. candidates.Where(static entry => entry.Problem is null)
            .OrderBy(static entry => entry.Created).ThenBy(static entry => entry.Id.Value, StringComparer.Ordinal)];
        ILookup<bool, MemoryEntry> byPromotion = readable.ToLookup(
            entry => entry.Tags.Any(tag => promoteTags.Contains(tag, StringComparer.Ordinal)));
        return new ConsolidationPlan
        {
            Candidates = candidates.Count,
            Promoted = [.. byPromotion[true]],
            Groups = Group([.. byPromotion[false]], now),
            Skipped = [.. candidates.Where(static entry => entry.Problem is not null).Select(static entry => entry.Id)],
        };
    }

    private static List<ConsolidationGroup> Group(IReadOnlyList<MemoryEntry> entries, DateTimeOffset now)
    {
        var parts = new List<List<MemoryEntry>>();
        int size = 0;
        foreach (MemoryEntry entry in entries)
        {
            if (parts.Count == 0 || size + entry.Content.Length > MaxGroupCharacters || parts[^1].Count == MaxGroupSources)
            {
                parts.Add([]);
                size = 0;
            }

            parts[^1].Add(entry);
            size += entry.Content.Length;
        }

        string title = $"Consolidated memories {now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        return [.. parts.Select((part, i) => new ConsolidationGroup(
            parts.Count == 1 ? title : string.Create(CultureInfo.InvariantCulture, $"{title} ({i + 1} of {parts.Count})"),
            Tags(part),
            part))];
    }

    private static IReadOnlyList<string> Tags(List<MemoryEntry> sources) =>
        [.. sources.SelectMany(static source => source.Tags).Prepend("consolidated").Distinct(StringComparer.Ordinal).Take(TagList.MaxTags)];
}

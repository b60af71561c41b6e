using WhiteMagic.Diagnostics;
using WhiteMagic.Memories;

namespace WhiteMagic.Search;

/// <summary>Counts what <see cref="VolatileMemoryIndex"/> holds.</summary>
internal static class VolatileReports
{
    public static TagReport Tags(IReadOnlyList<IndexedMemory> memories)
    {
        var tags = new TagTally();
        foreach (IndexedMemory memory in memories)
        {
            tags.Add(memory.Kind, memory.Tags);
        }

        return tags.ToReport();
    }

    public static IndexCounts Count(IReadOnlyList<VolatileDocument> documents) => new()
    {
        ShortTerm = documents.Count(static document => document.Memory.Key.Folder == MemoryFolder.ShortTerm),
        LongTerm = documents.Count(static document => document.Memory.Key.Folder == MemoryFolder.LongTerm),
        Archived = documents.Count(static document => document.Memory.Key.Folder == MemoryFolder.Archive),
        UniqueTags = documents.SelectMany(static document => document.Memory.Tags).Distinct(StringComparer.Ordinal).Count(),
        Relations = documents.Sum(static document => document.Links.Count),
        Problems = documents.Count(static document => document.Problem is not null),
        Bytes = documents.Sum(static document => document.Memory.Stamp.Size),
    };

    public static IReadOnlyList<FileProblem> Problems(IEnumerable<VolatileDocument> documents) =>
        [.. documents
            .Where(static document => document.Problem is not null)
            .OrderBy(static document => document.Memory.Key.Folder)
            .ThenBy(static document => document.Memory.Key.Id.Value, StringComparer.Ordinal)
            .Select(static document => new FileProblem
            {
                File = document.Memory.Key.ToString(),
                Reason = document.Problem!.Reason,
                Line = document.Problem.Line,
            })];
}

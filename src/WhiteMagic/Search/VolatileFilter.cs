using WhiteMagic.Memories;

namespace WhiteMagic.Search;

/// <summary>Tells which memories an <see cref="IndexFilter"/> lets through.</summary>
internal static class VolatileFilter
{
    public static bool Passes(IndexedMemory memory, IndexFilter filter) =>
        (filter.IncludeArchived || memory.Key.Folder != MemoryFolder.Archive)
        && (filter.Kind is null || memory.Kind == filter.Kind)
        && (filter.Since is null || memory.Created >= filter.Since)
        && (filter.Until is null || memory.Created < filter.Until)
        && filter.Tags.All(tag => memory.Tags.Contains(tag, StringComparer.Ordinal))
        && !filter.ExcludedTags.Any(tag => memory.Tags.Contains(tag, StringComparer.Ordinal));
}

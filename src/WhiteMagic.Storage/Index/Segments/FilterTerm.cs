using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Terms that no text is analysed into, by which memories are filtered as they are found by words.</summary>
internal static class FilterTerm
{
    public const string Archived = "=archived";

    public static string Of(MemoryKind kind) => kind == MemoryKind.LongTerm ? "=kind:long_term" : "=kind:short_term";

    public static string Of(string tag) => "=tag:" + tag;

    /// <summary>Gives all that are true of a memory.</summary>
    public static IEnumerable<string> Of(MemoryEntry entry)
    {
        yield return Of(entry.Kind);
        if (entry.Key.Folder == MemoryFolder.Archive)
        {
            yield return Archived;
        }

        foreach (string tag in entry.Tags)
        {
            yield return Of(tag);
        }
    }
}

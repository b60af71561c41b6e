using System.Runtime.InteropServices;

namespace WhiteMagic.Memories;

/// <summary>Counts the tags of memories, told one after another.</summary>
internal sealed class TagTally
{
    private readonly Dictionary<string, (int Count, int Kinds)> _uses = new(StringComparer.Ordinal);
    private int _tagged;

    /// <summary>How many different tags there are.</summary>
    public int Count => _uses.Count;

    public void Add(MemoryKind kind, IReadOnlyCollection<string> tags)
    {
        _tagged += tags.Count > 0 ? 1 : 0;
        foreach (string tag in tags)
        {
            ref (int Count, int Kinds) use = ref CollectionsMarshal.GetValueRefOrAddDefault(_uses, tag, out _);
            use = (use.Count + 1, use.Kinds | (1 << (int)kind));
        }
    }

    /// <summary>Gives the counts, the most used tag first.</summary>
    public TagReport ToReport() => new()
    {
        Tags =
        [
            .. _uses
                .OrderByDescending(static use => use.Value.Count)
                .ThenBy(static use => use.Key, StringComparer.Ordinal)
                .Select(static use => new TagCount
                {
                    Tag = use.Key,
                    Count = use.Value.Count,
                    UsedIn = [.. Enum.GetValues<MemoryKind>().Where(kind => (use.Value.Kinds & (1 << (int)kind)) != 0)],
                }),
        ],
        TotalUniqueTags = _uses.Count,
        TotalTagUsages = _uses.Values.Sum(static use => use.Count),
        TotalMemoriesWithTags = _tagged,
    };
}

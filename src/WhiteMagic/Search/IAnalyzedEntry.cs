using WhiteMagic.Memories;

namespace WhiteMagic.Search;

/// <summary>A memory whose text an index has analysed, ready to be put into it.</summary>
public interface IAnalyzedEntry
{
    /// <summary>The memory.</summary>
    MemoryEntry Entry { get; }

    /// <summary>Takes the analysis over for the same memory at another key or in another state of its record.</summary>
    /// <param name="entry">It, with the same title, tags, kind, status and content.</param>
    IAnalyzedEntry ReuseFor(MemoryEntry entry);
}

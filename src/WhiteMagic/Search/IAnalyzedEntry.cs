using WhiteMagic.Memories;

namespace WhiteMagic.Search;

/// <summary>A memory whose text an index has analysed, ready to be put into it.</summary>
public interface IAnalyzedEntry
{
    /// <summary>The memory.</summary>
    MemoryEntry Entry { get; }
}

using WhiteMagic.Memories;

namespace WhiteMagic.Search;

/// <summary>A change of the index, seen by others as a whole when committed; disposing without that undoes it.</summary>
public interface IIndexUpdate : IDisposable
{
    /// <summary>Analyses a memory's text, which is most of the work of putting it in; safe to call from many threads.</summary>
    IAnalyzedEntry Analyze(MemoryEntry entry);

    /// <summary>Adds a memory that this index analysed, or replaces what is known of it.</summary>
    void Put(IAnalyzedEntry analyzed);

    /// <summary>Removes what is known of a record, if anything.</summary>
    void Remove(RecordKey key);

    /// <summary>Removes everything but the times of last reading.</summary>
    void Clear();

    /// <summary>Makes the change visible.</summary>
    void Commit();
}

using WhiteMagic.Memories;

namespace WhiteMagic.Search;

/// <summary>A change of the index, seen by others as a whole when committed; disposing without that undoes it.</summary>
public interface IIndexUpdate : IDisposable
{
    /// <summary>Adds a memory that this index analysed, or replaces what is known of it.</summary>
    void Put(IAnalyzedEntry analyzed);

    /// <summary>Removes what is known of a record, if anything.</summary>
    void Remove(RecordKey key);

    /// <summary>Removes everything but the times of last reading.</summary>
    void Clear();

    /// <summary>Makes the change visible.</summary>
    void Commit();
}

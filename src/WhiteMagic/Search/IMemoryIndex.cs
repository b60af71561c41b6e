using WhiteMagic.Diagnostics;
using WhiteMagic.Memories;

namespace WhiteMagic.Search;

/// <summary>The catalogue and full-text index of one space: derived from its records, local to their owner, disposable.</summary>
/// <remarks>Safe for concurrent use; reads see the last committed update. Calls are short and do not wait for other readers.</remarks>
public interface IMemoryIndex : IDisposable
{
    /// <summary>Makes sure that the present index is used: one that was deleted, replaced or damaged is opened anew.</summary>
    /// <returns>True when it was opened since the last call, so that nothing known of it before holds.</returns>
    bool Reopen();

    /// <summary>Begins a change; one at a time.</summary>
    /// <exception cref="WhiteMagicException">Another program holds the index, or it cannot be written.</exception>
    IIndexUpdate BeginUpdate();

    /// <summary>Hands over changes that its caller made to records, all or none, while nobody else changes any.</summary>
    /// <remarks>Quick, because they are in the index only when it caught up; so is every other index of the same space.</remarks>
    /// <exception cref="WhiteMagicException">They could not be kept; the records have to be compared with the index.</exception>
    void Submit(IReadOnlyList<IndexChange> changes);

    /// <summary>Takes in what was submitted by anyone before the call.</summary>
    /// <returns>False when something may be missing, so that the records have to be compared with the index.</returns>
    /// <exception cref="WhiteMagicException">Another program holds the index, or it cannot be written.</exception>
    bool CatchUp();

    /// <summary>Analyses a memory's text, which is most of the work of putting it in, outside of any update.</summary>
    IAnalyzedEntry Analyze(MemoryEntry entry);

    /// <summary>Finds a memory by its id; an active one before an archived one.</summary>
    IndexedMemory? Find(MemoryId id);

    /// <summary>Finds the memory created under an idempotency key.</summary>
    IndexedMemory? FindByIdempotencyKey(string key);

    /// <summary>Gives the state in which a record was indexed, or null when it is unknown.</summary>
    RecordStamp? StampOf(RecordKey key);

    /// <summary>Sums up the states in which all records were indexed: equal to that of the records, nothing changed.</summary>
    UInt128 Digest();

    /// <summary>Gives the state of every record that is indexed, as the caller's own.</summary>
    IDictionary<RecordKey, RecordStamp> Stamps();

    /// <summary>Finds the best matches of a query.</summary>
    IndexHits Search(ParsedQuery query, IndexFilter filter, int limit);

    /// <summary>Lists memories in an order, from behind a position on.</summary>
    IndexPage List(IndexFilter filter, MemorySort sort, int limit, ListPosition? after = null);

    /// <summary>Counts the tags in use.</summary>
    TagReport CountTags(bool includeArchived);

    /// <summary>Counts what is indexed.</summary>
    IndexCounts Count();

    /// <summary>Names the records that could not be read as memories.</summary>
    IReadOnlyList<FileProblem> Problems();

    /// <summary>Names the links that point at no memory, as source and target.</summary>
    IReadOnlyList<(MemoryId Source, string Target)> DanglingRelations();

    /// <summary>Names the ids that stand in more than one folder.</summary>
    IReadOnlyList<string> DuplicateIds();

    /// <summary>Notes that a memory was read; written down when convenient.</summary>
    void Touch(MemoryId id, DateTimeOffset time);

    /// <summary>Checks the index itself: <c>ok</c>, or what is wrong.</summary>
    string Verify();
}

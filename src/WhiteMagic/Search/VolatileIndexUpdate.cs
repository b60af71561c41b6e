using System.Collections.Immutable;
using WhiteMagic.Memories;

namespace WhiteMagic.Search;

/// <summary>One change of <see cref="VolatileMemoryIndex"/>.</summary>
internal sealed class VolatileIndexUpdate(
    VolatileMemoryIndex owner, ImmutableDictionary<RecordKey, VolatileDocument>.Builder documents) : IIndexUpdate
{
    private bool _disposed;

    public void Put(IAnalyzedEntry analyzed) => documents[analyzed.Entry.Key] = (VolatileDocument)analyzed;

    public void Remove(RecordKey key) => documents.Remove(key);

    public void Clear() => documents.Clear();

    public void Commit() => owner.Replace(documents.ToImmutable());

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            owner.EndUpdate();
        }
    }
}

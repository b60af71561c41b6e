using WhiteMagic.Memories;

namespace WhiteMagic.Search;

/// <summary>A change of one record, as its index is told.</summary>
/// <param name="Key">The record.</param>
/// <param name="Entry">What it is now, or null when it is gone.</param>
public readonly record struct IndexChange(RecordKey Key, IAnalyzedEntry? Entry)
{
    /// <summary>Tells that a record is new or another than before.</summary>
    public static IndexChange Put(IAnalyzedEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new(entry.Entry.Key, entry);
    }

    /// <summary>Makes the change in an update.</summary>
    public void ApplyTo(IIndexUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        if (Entry is not null)
        {
            update.Put(Entry);
        }
        else
        {
            update.Remove(Key);
        }
    }
}

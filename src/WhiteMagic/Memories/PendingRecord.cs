using WhiteMagic.Search;

namespace WhiteMagic.Memories;

/// <summary>A staged record that waits to be made visible.</summary>
internal sealed class PendingRecord(IStagedRecord staged, IAnalyzedEntry preview)
{
    private readonly TaskCompletionSource<MemoryReceipt> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private MemoryEntry? _published;
    private int _begun;

    public IStagedRecord Staged => staged;

    public MemoryFolder Folder => preview.Entry.Key.Folder;

    public Task<MemoryReceipt> Done => _done.Task;

    /// <summary>The record once it is visible.</summary>
    public MemoryEntry? Published => _published;

    /// <summary>Whether this call is the one that may go on with it; after a cancellation none is.</summary>
    public bool TryBegin() => Interlocked.Exchange(ref _begun, 1) == 0;

    /// <summary>Lets the caller go, unless it was begun: then it comes too late.</summary>
    public void Cancel(CancellationToken cancellationToken)
    {
        if (TryBegin())
        {
            _done.TrySetCanceled(cancellationToken);
        }
    }

    /// <summary>Notes that it is visible, and gives the analysis of what was written.</summary>
    public IAnalyzedEntry? SetPublished(MemoryEntry entry)
    {
        _published = entry;
        MemoryEntry draft = preview.Entry;
        return entry.Title == draft.Title && entry.Kind == draft.Kind && entry.Content == draft.Content
            && entry.Tags.SequenceEqual(draft.Tags, StringComparer.Ordinal)
            ? preview.ReuseFor(entry)
            : null;
    }

    public void Complete(MemoryReceipt receipt) => _done.TrySetResult(receipt);

    public void Fail(Exception failure) => _done.TrySetException(failure);
}

using WhiteMagic.Search;

namespace WhiteMagic.Memories;

/// <summary>A staged record that waits to be made visible.</summary>
internal sealed class PendingRecord(IRecordTurn turn, IStagedRecord staged, IAnalyzedEntry analyzed) : IDisposable
{
    // Whoever tells the outcome decides on which thread the caller goes on.
    private readonly TaskCompletionSource<MemoryReceipt> _done = new();
    private MemoryReceipt? _receipt;
    private Exception? _failure;
    private int _begun;

    public IStagedRecord Staged => staged;

    public Task<MemoryReceipt> Done => _done.Task;

    /// <summary>The record once it is visible.</summary>
    public MemoryEntry? Published { get; private set; }

    /// <summary>Whether this call is the one that may go on with it; after a cancellation none is.</summary>
    public bool TryBegin() => Interlocked.Exchange(ref _begun, 1) == 0;

    /// <summary>Lets the caller go, unless it was begun: then it comes too late.</summary>
    public void Cancel(CancellationToken cancellationToken)
    {
        if (TryBegin())
        {
            ThreadPool.QueueUserWorkItem(static call => call.Done.TrySetCanceled(call.Token), (Done: _done, Token: cancellationToken), preferLocal: false);
        }
    }

    /// <summary>Notes that it is visible, and gives it with its analysis.</summary>
    public IAnalyzedEntry SetPublished(MemoryEntry entry)
    {
        Published = entry;
        return analyzed.ReuseFor(entry);
    }

    /// <summary>Notes what came of it; the first that is noted counts.</summary>
    public void Complete(MemoryReceipt receipt) => _receipt ??= _failure is null ? receipt : null;

    /// <inheritdoc cref="Complete"/>
    public void Fail(Exception failure) => _failure ??= _receipt is null ? failure : null;

    /// <summary>Tells the caller what came of it.</summary>
    public void Tell()
    {
        if (_receipt is { } receipt)
        {
            _done.TrySetResult(receipt);
        }
        else if (_failure is { } failure)
        {
            _done.TrySetException(failure);
        }
    }

    public void Dispose()
    {
        staged.Dispose();
        turn.Dispose();
    }
}

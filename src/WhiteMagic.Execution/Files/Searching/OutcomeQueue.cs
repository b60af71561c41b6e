namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Takes from many workers what they found and gives it to one reader, in order if wanted; who is far ahead waits.</summary>
internal sealed class OutcomeQueue(bool isOrdered)
{
    // As much as this may lie unread, and as much found before its turn.
    private const int MostReady = 1024;
    private const int MostEarly = 1024;

    private readonly object _gate = new();
    private readonly Dictionary<long, IReadOnlyList<ItemOutcome<FileMatches>>> _early = [];
    private List<ItemOutcome<FileMatches>> _ready = [];
    private TaskCompletionSource? _awaited;
    private Exception? _failure;
    private long _next;
    private bool _isComplete;
    private bool _isClosed;

    /// <summary>Takes what came of one take; waits while the reader is behind.</summary>
    public void Deliver(long sequence, IReadOnlyList<ItemOutcome<FileMatches>> outcomes)
    {
        if (!isOrdered && outcomes.Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            while (!_isClosed && (isOrdered && sequence != _next ? _early.Count >= MostEarly : _ready.Count >= MostReady))
            {
                Monitor.Wait(_gate);
            }

            if (isOrdered)
            {
                AddInOrder(sequence, outcomes);
            }
            else
            {
                _ready.AddRange(outcomes);
            }

            WakeReader();
        }
    }

    /// <summary>Says that nothing more comes, or why.</summary>
    public void Complete(Exception? failure)
    {
        lock (_gate)
        {
            (_isComplete, _failure) = (true, _failure ?? failure);
            WakeReader();
        }
    }

    /// <summary>Lets go of all who wait, because nobody reads any more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Gives what there is as soon as there is some; nothing when all was given.</summary>
    public async ValueTask<IReadOnlyList<ItemOutcome<FileMatches>>> ReadAsync()
    {
        while (true)
        {
            Task awaited;
            lock (_gate)
            {
                if (_ready.Count > 0 || _isComplete)
                {
                    return TakeReady();
                }

                _awaited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                awaited = _awaited.Task;
            }

            await awaited.ConfigureAwait(false);
        }
    }

    private List<ItemOutcome<FileMatches>> TakeReady()
    {
        List<ItemOutcome<FileMatches>> taken = _ready;
        _ready = [];
        Monitor.PulseAll(_gate);
        return taken.Count == 0 && _failure is not null ? throw _failure : taken;
    }

    private void AddInOrder(long sequence, IReadOnlyList<ItemOutcome<FileMatches>> outcomes)
    {
        _early.Add(sequence, outcomes);
        bool isMoved = false;
        for (; _early.Remove(_next, out IReadOnlyList<ItemOutcome<FileMatches>>? turn); _next++)
        {
            _ready.AddRange(turn);
            isMoved = true;
        }

        if (isMoved)
        {
            Monitor.PulseAll(_gate);
        }
    }

    private void WakeReader()
    {
        if (_awaited is not null && (_ready.Count > 0 || _isComplete))
        {
            _awaited.TrySetResult();
            _awaited = null;
        }
    }
}

using System.Runtime.ExceptionServices;

namespace WhiteMagic.Execution.Pipelines;

/// <summary>Gives the consumer what comes by the last link.</summary>
internal sealed class OutcomeEnumerator<T>(PipelineRun<T> owner, Link<T> link, RunState run, OutcomeCounters counters)
    : IAsyncEnumerator<ItemOutcome<T>>
{
    private readonly Item<T>[] _items = new Item<T>[Math.Min(run.Options.ChunkSize, link.Capacity)];
    private readonly Signal _signal = new();
    private int _next;
    private int _count;
    private bool _hasEnded;

    public ItemOutcome<T> Current { get; private set; }

    public ValueTask<bool> MoveNextAsync()
    {
        if (_next == _count)
        {
            return FetchAsync();
        }

        Give();
        return new(true);
    }

    public ValueTask DisposeAsync()
    {
        Array.Clear(_items);
        _next = _count;
        _hasEnded = true;
        return owner.DisposeAsync();
    }

    private void Give()
    {
        ref var item = ref _items[_next++];
        var failure = item.Failure;
        Current = new()
        {
            Position = item.Position,
            Status = failure?.Status ?? OutcomeStatus.Succeeded,
            Value = item.Value,
            Error = failure?.Error,
            Stage = failure?.Stage,
        };
        counters.Add(Current.Status);
        item = default;
    }

    private async ValueTask<bool> FetchAsync()
    {
        while (!_hasEnded)
        {
            var take = link.TryTake(_items, _items.Length, _signal);
            if (take.IsEnd)
            {
                _hasEnded = true;
                await owner.FinishAsync().ConfigureAwait(false);
                ThrowIfFailed();
                break;
            }

            if (take.Count > 0)
            {
                _next = 0;
                _count = take.Count;
                Give();
                return true;
            }

            await _signal.WaitAsync().ConfigureAwait(false);
        }

        Current = default;
        return false;
    }

    private void ThrowIfFailed()
    {
        switch (run.End)
        {
            case PipelineEnd.Cancelled:
                throw new OperationCanceledException(((OperationCanceledException)run.Stopped!.Error).CancellationToken);
            case PipelineEnd.SourceFailed:
                ExceptionDispatchInfo.Throw(run.SourceError!);
                break;
            case PipelineEnd.Faulted:
                ExceptionDispatchInfo.Throw(run.Stopped!.Error);
                break;
        }
    }
}

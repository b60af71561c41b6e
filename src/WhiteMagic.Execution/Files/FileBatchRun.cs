using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Files;

/// <summary>One batch being read: workers take files until none is left, and more of them come when the disk is slow.</summary>
internal sealed class FileBatchRun(
    IReadOnlyList<string> paths, Func<IFileReader> openReader, FileReadOptions options, SlabPool slabs, CancellationToken cancellationToken)
{
    private const int MaxTaken = 16;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    // Files that are in memory take a few microseconds each, so a worker that takes longer for one is waiting.
    private static readonly TimeSpan SlowFile = TimeSpan.FromMicroseconds(40);

    private readonly ItemOutcome<FileContent>[] _outcomes = new ItemOutcome<FileContent>[paths.Count];
    private readonly List<byte[]> _used = [];
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private volatile bool _isBegun;
    private volatile bool _isStopped;
    private volatile Exception? _failure;
    private int _next;
    private int _finished;
    private int _working;

    public async Task ReadAsync(IWorkerPool workers, TimeProvider time)
    {
        if (paths.Count == 0)
        {
            return;
        }

        // All workers may be lent to others, and the first one that is free again will do.
        var first = new Latest(() => _ = !_isBegun && TryStart(workers, time));
        using IDisposable free = workers.WhenFree(first.Ask);
        using CancellationTokenRegistration cancelled = cancellationToken.UnsafeRegister(static run => ((FileBatchRun)run!).GiveUpRest(), this);
        first.Ask();
        for (int i = 1; i < Math.Min(Math.Min(Environment.ProcessorCount, options.MaxWorkers), paths.Count); i++)
        {
            TryStart(workers, time);
        }

        using ITimer? timer = TryStartTimer(workers, time);
        await _done.Task.ConfigureAwait(false);
    }

    public FileBatch Finish() => new(_outcomes, _used, slabs);

    private ITimer? TryStartTimer(IWorkerPool workers, TimeProvider time)
    {
        try
        {
            return time.CreateTimer(Grower(workers, time), null, Tick, Tick);
        }
        catch (OutOfMemoryException)
        {
            // Where the system has no thread for a clock it has none for more workers either.
            return null;
        }
    }

    private TimerCallback Grower(IWorkerPool workers, TimeProvider time)
    {
        int before = 0;
        long last = time.GetTimestamp();
        return _ =>
        {
            int finished = Volatile.Read(ref _finished);
            int working = Volatile.Read(ref _working);
            long now = time.GetTimestamp();

            // Until one has begun, none that could be the first is refused for one that only tries. A tick comes late when all are busy.
            bool isSlow = _isBegun && (finished - before) * SlowFile < working * time.GetElapsedTime(last, now);
            (before, last) = (finished, now);
            for (int more = isSlow ? Math.Min(working, options.MaxWorkers - working) : 0; more > 0 && TryStart(workers, time); more--)
            {
            }
        };
    }

    private bool TryStart(IWorkerPool workers, TimeProvider time)
    {
        if (Volatile.Read(ref _next) >= paths.Count)
        {
            return false;
        }

        // A tick may come while another is at work, and both bring more.
        if (Interlocked.Increment(ref _working) > options.MaxWorkers)
        {
            Leave();
            return false;
        }

        try
        {
            bool isStarted = workers.TryStart(() =>
            {
                Work(time);
                return Task.CompletedTask;
            });
            if (isStarted)
            {
                return _isBegun = true;
            }
        }
        catch (ObjectDisposedException)
        {
            // Those who work go on in a pool that was stopped, but nobody comes any more.
            _isStopped = true;
        }

        Leave();
        return false;
    }

    private void Work(TimeProvider time)
    {
        try
        {
            ReadOn(time);
        }
        catch (Exception failure)
        {
            // Who finds no memory to begin with leaves the files to others, if there are any.
            _failure = failure;
        }

        Leave();
    }

    private void ReadOn(TimeProvider time)
    {
        var buffer = new SlabBuffer(slabs);
        using IFileReader reader = openReader();
        int taken = 1;
        for (int end = Take(taken, out int from); from < end; end = Take(taken, out from))
        {
            long began = time.GetTimestamp();
            for (int i = from; i < end; i++)
            {
                _outcomes[i] = Read(i, reader, buffer);
            }

            Interlocked.Add(ref _finished, end - from);

            // Behind a slow disk each file is worth a worker of its own.
            taken = time.GetElapsedTime(began) < (end - from) * SlowFile ? Math.Min(taken * 2, MaxTaken) : 1;
        }

        if (buffer.Slabs.Count > 0)
        {
            lock (_gate)
            {
                _used.AddRange(buffer.Slabs);
            }
        }
    }

    private int Take(int count, out int from)
    {
        int end = Interlocked.Add(ref _next, count);
        from = end - count;
        return Math.Min(end, paths.Count);
    }

    private ItemOutcome<FileContent> Read(int position, IFileReader reader, SlabBuffer buffer)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return NotRead(position);
        }

        string path = paths[position];
        try
        {
            var content = new FileContent(path, reader.Read(path, buffer, options.MaxFileBytes));
            return new() { Position = position, Status = OutcomeStatus.Succeeded, Value = content };
        }
        catch (Exception failure)
        {
            return Failed(position, failure);
        }
    }

    private ItemOutcome<FileContent> Failed(int position, Exception failure)
    {
        Exception error = failure;
        try
        {
            error = failure as FileReadException ?? Failures.Of(paths[position], failure);
        }
        catch (OutOfMemoryException)
        {
            // What went wrong is said without the path then.
        }

        return new() { Position = position, Status = OutcomeStatus.Failed, Error = error };
    }

    private ItemOutcome<FileContent> NotRead(int position)
    {
        try
        {
            return cancellationToken.IsCancellationRequested
                ? new() { Position = position, Status = OutcomeStatus.Cancelled, Error = Failures.Cancelled(paths[position], cancellationToken) }
                : Failed(position, _failure ?? Failures.NoWorkers(paths[position]));
        }
        catch (OutOfMemoryException failure)
        {
            return Failed(position, failure);
        }
    }

    // Takes what nobody has begun, so that the batch ends.
    private void GiveUpRest()
    {
        Interlocked.Increment(ref _working);
        int from = Interlocked.Exchange(ref _next, paths.Count);
        for (int i = from; i < paths.Count; i++)
        {
            _outcomes[i] = NotRead(i);
        }

        Interlocked.Add(ref _finished, Math.Max(0, paths.Count - from));
        Leave();
    }

    // Whoever leaves last, when all is read, ends the batch.
    private void Leave()
    {
        if (Interlocked.Decrement(ref _working) > 0)
        {
            return;
        }

        if (Volatile.Read(ref _finished) == paths.Count)
        {
            _done.TrySetResult();
        }
        else if ((_isStopped || _failure is not null) && Volatile.Read(ref _next) < paths.Count)
        {
            GiveUpRest();
        }
    }
}

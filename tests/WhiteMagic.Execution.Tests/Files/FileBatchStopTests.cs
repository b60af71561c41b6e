using WhiteMagic.Execution.Files;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Files;

/// <summary>Batches that lose their pool or their caller before they are done.</summary>
public sealed class FileBatchStopTests
{
    private static readonly string[] Paths = [.. Enumerable.Range(0, 100).Select(static i => $"f{i}")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_PoolStoppedBeforeMoreWorkersCome_IsFinishedByThoseThatWork()
    {
        var disk = new GatedReader(1);
        var time = new ManualTime();
        WorkerPool pool = Workers(64);
        Task<FileBatch> reading = new FileBatchReader(pool, null, time, () => disk).ReadAsync(Paths, Cancel);
        await disk.Came.WaitAsync(Cancel);

        Task<WorkerPoolShutdown> stopping = pool.StopAsync(Cancel);
        time.Advance(TimeSpan.FromMilliseconds(10));
        disk.Open();

        using FileBatch batch = await reading;
        Assert.All(batch, static outcome => Assert.True(outcome.IsSuccess));
        Assert.InRange(disk.Most, 1, Environment.ProcessorCount);
        Assert.Equal(new WorkerPoolShutdown(0, 0), await stopping);
    }

    [Fact]
    public async Task Read_PoolStoppedBeforeAWorkerWasFree_FailsEachFileByItsName()
    {
        WorkerPool pool = Workers(1);
        var others = new TaskCompletionSource();
        Assert.True(pool.TryStart(() => others.Task));
        Task<FileBatch> reading = new FileBatchReader(pool).ReadAsync(Paths, Cancel);
        Assert.False(reading.IsCompleted);

        Task stopping = pool.StopAsync(Cancel);

        using FileBatch batch = await reading;
        Assert.Equal(Paths, batch.Select(static outcome => Assert.IsType<FileReadException>(outcome.Error).Path));
        Assert.All(batch, static outcome => Assert.Equal(OutcomeStatus.Failed, outcome.Status));
        Assert.Contains("'f7' was not read, because the pool of workers was stopped", batch[7].Error!.Message, StringComparison.Ordinal);
        others.SetResult();
        await stopping;
    }

    [Fact]
    public async Task Read_CancelledBeforeAWorkerWasFree_EndsAtOnce()
    {
        await using WorkerPool pool = Workers(1);
        var others = new TaskCompletionSource();
        Assert.True(pool.TryStart(() => others.Task));
        using var cancel = new CancellationTokenSource();
        Task<FileBatch> reading = new FileBatchReader(pool).ReadAsync(Paths, cancel.Token);

        await cancel.CancelAsync();

        using FileBatch batch = await reading;
        Assert.All(batch, static outcome => Assert.Equal(OutcomeStatus.Cancelled, outcome.Status));
        Assert.Contains("'f7'", Assert.IsType<OperationCanceledException>(batch[7].Error).Message, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 100).Select(static i => (long)i), batch.Select(static outcome => outcome.Position));
        others.SetResult();
    }

    [Fact]
    public async Task Read_CancelledWhileFilesAreBeingRead_GivesThoseAndCancelsTheRest()
    {
        var disk = new GatedReader(1);
        await using WorkerPool pool = Workers(1);
        using var cancel = new CancellationTokenSource();
        Task<FileBatch> reading = new FileBatchReader(pool, null, new ManualTime(), () => disk).ReadAsync(Paths, cancel.Token);
        await disk.Came.WaitAsync(Cancel);

        await cancel.CancelAsync();
        Assert.False(reading.IsCompleted);
        disk.Open();

        using FileBatch batch = await reading;
        Assert.True(batch[0].IsSuccess);
        Assert.All(batch.Skip(1), static outcome => Assert.Equal(OutcomeStatus.Cancelled, outcome.Status));
    }

    [Fact]
    public async Task Read_InAStoppedPool_FailsInsteadOfWaiting()
    {
        WorkerPool pool = Workers(1);
        await pool.StopAsync(Cancel);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => new FileBatchReader(pool).ReadAsync(Paths, Cancel));
    }

    [Fact]
    public async Task Read_NoWorkerCanBegin_FailsEachFileByItsName()
    {
        await using WorkerPool pool = Workers(4);

        using FileBatch batch = await new FileBatchReader(pool, null, new ManualTime(), static () => throw new InvalidDataException("no memory for it")).ReadAsync(Paths, Cancel);

        Assert.Equal(Paths, batch.Select(static outcome => Assert.IsType<FileReadException>(outcome.Error).Path));
        Assert.Equal("'f7' cannot be read: no memory for it", batch[7].Error!.Message);
    }

    [Fact]
    public async Task Read_NoThreadForATimer_ReadsAllTheSame()
    {
        var disk = new GatedReader(1);
        disk.Open();
        await using WorkerPool pool = Workers(4);

        using FileBatch batch = await new FileBatchReader(pool, null, new ClocklessTime(), () => disk).ReadAsync(Paths, Cancel);

        Assert.All(batch, static outcome => Assert.True(outcome.IsSuccess));
    }

    [Fact]
    public async Task Read_AWorkerFreeJustAsItIsRefused_IsTaken()
    {
        var disk = new GatedReader(1);
        disk.Open();

        using FileBatch batch = await new FileBatchReader(new LateFreePool(), null, new ManualTime(), () => disk).ReadAsync(["a"], Cancel);

        Assert.True(batch[0].IsSuccess);
    }

    private static WorkerPool Workers(int limit) => new(new() { Name = "io", Limit = limit, UsesOwnThreads = true });
}

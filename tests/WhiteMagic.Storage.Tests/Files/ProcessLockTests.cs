using Microsoft.Extensions.Time.Testing;
using WhiteMagic.Memories;
using WhiteMagic.Storage.Files;

using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Files;

public sealed class ProcessLockTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string LockPath => Path.Combine(_folder.Root, ".whitemagic", "write.lock");

    public void Dispose() => _folder.Dispose();

    // Not through File, which refuses a file that someone has locked.
    private string ReadLockFile() =>
        System.Text.Encoding.ASCII.GetString(PhysicalFileOperations.Instance.Read(LockPath)!.Value.Bytes);

    [Fact]
    public async Task Acquire_FreeLock_CompletesAtOnceAndNamesTheOwner()
    {
        using var storeLock = new ProcessLock(LockPath, _time);
        var acquired = storeLock.AcquireAsync(Long, Cancellation).AsTask();
        Assert.True(acquired.IsCompletedSuccessfully);
        Assert.StartsWith($"{Environment.ProcessId} ", ReadLockFile(), StringComparison.Ordinal);
        var held = await acquired;
        held.Dispose();
        using var again = await storeLock.AcquireAsync(TimeSpan.Zero, Cancellation);
        held.Dispose();
        _ = await Assert.ThrowsAsync<StoreLockedException>(
            async () => await storeLock.AcquireAsync(TimeSpan.Zero, Cancellation));
    }

    [Fact]
    public async Task Acquire_ManyCallersInOneProcess_AreServedInOrder()
    {
        using var storeLock = new ProcessLock(LockPath, _time);
        var first = await storeLock.AcquireAsync(Long, Cancellation);
        var order = new List<int>();
        var callers = Enumerable.Range(0, 50).Select(TakeAsync).ToArray();
        first.Dispose();
        await Task.WhenAll(callers);
        Assert.Equal(Enumerable.Range(0, 50), order);

        async Task TakeAsync(int number)
        {
            using var held = await storeLock.AcquireAsync(Long, Cancellation);
            order.Add(number);
        }
    }

    [Fact]
    public async Task Acquire_HeldByAnother_WaitsUntilItIsReleased()
    {
        using var mine = new ProcessLock(LockPath, _time);
        using var other = new ProcessLock(LockPath, _time);
        var held = await other.AcquireAsync(Long, Cancellation);
        var waiting = mine.AcquireAsync(Long, Cancellation).AsTask();
        Assert.False(waiting.IsCompleted);
        held.Dispose();
        (await waiting).Dispose();
    }

    [Fact]
    public async Task Acquire_TimePasses_SaysWhoHoldsTheLockAndLeavesItFree()
    {
        using var mine = new ProcessLock(LockPath, _time);
        using var worker = new WorkerProcess("hold", LockPath);
        await worker.HoldsAsync(Cancellation);
        var waiting = mine.AcquireAsync(TimeSpan.FromSeconds(5), Cancellation).AsTask();
        _time.Advance(TimeSpan.FromSeconds(5));
        var error = await Assert.ThrowsAsync<StoreLockedException>(() => waiting);
        Assert.Equal(worker.Id, error.ProcessId);
        Assert.Contains($"(pid {worker.Id})", error.Message, StringComparison.Ordinal);

        // The abandoned wait gets the lock in the end and must pass it on.
        worker.Release();
        await worker.EndAsync(Cancellation);
        (await mine.AcquireAsync(Long, Cancellation)).Dispose();
        using var third = new ProcessLock(LockPath, _time);
        (await third.AcquireAsync(Long, Cancellation)).Dispose();
    }

    [Fact]
    public async Task Acquire_WithDifferentTimeouts_EachEndsAtItsOwn()
    {
        using var mine = new ProcessLock(LockPath, _time);
        using var other = new ProcessLock(LockPath, _time);
        var held = await other.AcquireAsync(Long, Cancellation);
        var patient = mine.AcquireAsync(TimeSpan.FromSeconds(20), Cancellation).AsTask();
        var hasty = mine.AcquireAsync(TimeSpan.FromSeconds(5), Cancellation).AsTask();
        var endless = mine.AcquireAsync(Timeout.InfiniteTimeSpan, Cancellation).AsTask();

        _time.Advance(TimeSpan.FromSeconds(5));
        _ = await Assert.ThrowsAsync<StoreLockedException>(() => hasty);
        _time.Advance(TimeSpan.FromSeconds(14));
        Assert.False(patient.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        _ = await Assert.ThrowsAsync<StoreLockedException>(() => patient);
        _time.Advance(Long);
        Assert.False(endless.IsCompleted);

        held.Dispose();
        (await endless).Dispose();
    }

    [Fact]
    public async Task Acquire_NoTimeAtAll_ThrowsAtOnceAndLetsOthersQueue()
    {
        using var mine = new ProcessLock(LockPath, _time);
        using var other = new ProcessLock(LockPath, _time);
        var held = await other.AcquireAsync(Long, Cancellation);
        _ = await Assert.ThrowsAsync<StoreLockedException>(
            async () => await mine.AcquireAsync(TimeSpan.Zero, Cancellation));
        held.Dispose();
        (await other.AcquireAsync(TimeSpan.Zero, Cancellation)).Dispose();
    }

    [Fact]
    public async Task Acquire_Cancelled_StopsWaitingAndTheNextCallerIsServed()
    {
        using var mine = new ProcessLock(LockPath, _time);
        using var other = new ProcessLock(LockPath, _time);
        var held = await other.AcquireAsync(Long, Cancellation);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var abandoned = mine.AcquireAsync(Long, cancel.Token).AsTask();
        var patient = mine.AcquireAsync(Long, Cancellation).AsTask();
        await cancel.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
        held.Dispose();
        (await patient).Dispose();
    }

    [Fact]
    public async Task Acquire_AgainWhileAnotherWaits_GoesBehindIt()
    {
        using var mine = new ProcessLock(LockPath, _time);
        using var other = new ProcessLock(LockPath, _time);
        using var line = new LockQueue(LockPath + ".queue");
        for (var round = 0; round < 20; round++)
        {
            var held = await mine.AcquireAsync(Long, Cancellation);
            var first = other.AcquireAsync(Long, Cancellation).AsTask();
            while (line.IsEmpty())
            {
                await Task.Yield();
            }

            held.Dispose();
            var second = mine.AcquireAsync(Long, Cancellation).AsTask();
            Assert.Same(first, await Task.WhenAny(first, second));
            (await first).Dispose();
            (await second).Dispose();
        }
    }

    [Fact]
    public async Task Acquire_HolderIsKilled_GetsTheLock()
    {
        using var mine = new ProcessLock(LockPath, _time);
        using var worker = new WorkerProcess("hold", LockPath);
        await worker.HoldsAsync(Cancellation);
        var waiting = mine.AcquireAsync(Long, Cancellation).AsTask();
        Assert.False(waiting.IsCompleted);
        worker.Kill();
        (await waiting).Dispose();
    }

    [Fact]
    public async Task Acquire_SeveralProcesses_NeverOverlap()
    {
        var number = _folder.Write("number", "0");
        var workers = Enumerable.Range(0, 4).Select(_ => new WorkerProcess("count", LockPath, "200", number)).ToArray();
        await Task.WhenAll(workers.Select(worker => worker.EndAsync(Cancellation)));
        Assert.Equal("800", await File.ReadAllTextAsync(number, Cancellation));
        Array.ForEach(workers, worker => worker.Dispose());
    }

    [Fact]
    public async Task Acquire_StateFolderDeletedMeanwhile_LocksTheNewFile()
    {
        using var mine = new ProcessLock(LockPath, _time);
        using var other = new ProcessLock(LockPath, _time);
        (await mine.AcquireAsync(Long, Cancellation)).Dispose();
        Directory.Delete(Path.GetDirectoryName(LockPath)!, recursive: true);
        using var held = await other.AcquireAsync(Long, Cancellation);
        _ = await Assert.ThrowsAsync<StoreLockedException>(
            async () => await mine.AcquireAsync(TimeSpan.Zero, Cancellation));
    }

    [Fact]
    public async Task Dispose_WhileWaiting_FailsTheCallersAndFreesTheLock()
    {
        var mine = new ProcessLock(LockPath, _time);
        using var other = new ProcessLock(LockPath, _time);
        var held = await other.AcquireAsync(Long, Cancellation);
        var waiting = mine.AcquireAsync(Long, Cancellation).AsTask();
        mine.Dispose();
        _ = await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        held.Dispose();
        (await other.AcquireAsync(Long, Cancellation)).Dispose();
    }
}

using System.Buffers.Binary;
using Microsoft.Extensions.Time.Testing;
using WhiteMagic.Storage.Files;

using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Files;

public sealed class AdmissionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    public AdmissionTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Locks of an open file.");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string PlacesPath => Path.Combine(_folder.Root, "create");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Enter_WhileThereArePlaces_DoesNotWait()
    {
        using var first = Open(2);
        using var second = Open(2);
        using var third = Open(2);
        using var one = await first.EnterAsync(Cancellation);
        using var two = await second.EnterAsync(Cancellation);
        Assert.False(one.Waited || two.Waited);

        var waiting = third.EnterAsync(Cancellation).AsTask();
        await JoinedAsync(1, waiting);
        Assert.False(waiting.IsCompleted);

        one.Dispose();
        one.Dispose();
        using var three = await waiting;
        Assert.True(three.Waited);
    }

    [Fact]
    public async Task Enter_SeveralTimesInOneProcess_DoesNotWaitForItself()
    {
        using var admission = Open(1);
        for (var i = 0; i < 3; i++)
        {
            Assert.False((await admission.EnterAsync(Cancellation)).Waited);
        }
    }

    [Fact]
    public async Task Enter_OneAfterAnother_InThatOrder()
    {
        using var holder = Open(1);
        var held = await holder.EnterAsync(Cancellation);
        var others = Enumerable.Range(0, 8).Select(_ => Open(1)).ToArray();
        var order = new List<int>();
        var waiting = new List<Task>();
        foreach (var (number, other) in others.Index())
        {
            waiting.Add(EnterAsync(number, other));
            await JoinedAsync(number + 1, waiting[^1]);
        }

        held.Dispose();
        await Task.WhenAll(waiting);
        Assert.Equal(Enumerable.Range(0, 8), order);
        Array.ForEach(others, static other => other.Dispose());

        async Task EnterAsync(int number, Admission admission)
        {
            using var turn = await admission.EnterAsync(Cancellation);
            order.Add(number);
        }
    }

    [Fact]
    public async Task Enter_ManyAtOnce_NeverMoreThanThereArePlaces()
    {
        const int Places = 3;
        var (inside, most, gate) = (0, 0, new Lock());
        var all = Enumerable.Range(0, 12).Select(_ => Open(Places)).ToArray();
        await Task.WhenAll(all.Select(admission => Task.Run(() => WorkAsync(admission))));
        Assert.InRange(most, 1, Places);
        Array.ForEach(all, static admission => admission.Dispose());

        async Task WorkAsync(Admission admission)
        {
            for (var i = 0; i < 200; i++)
            {
                using var turn = await admission.EnterAsync(Cancellation);
                Count(1);
                await Task.Yield();
                Count(-1);
            }
        }

        void Count(int change)
        {
            lock (gate)
            {
                inside += change;
                most = Math.Max(most, inside);
            }
        }
    }

    [Fact]
    public async Task Enter_HolderIsKilled_TakesItsPlace()
    {
        using var worker = new WorkerProcess("enter", PlacesPath, "1");
        await worker.HoldsAsync(Cancellation);
        using var mine = Open(1);
        var waiting = mine.EnterAsync(Cancellation).AsTask();
        await JoinedAsync(1, waiting);
        Assert.False(waiting.IsCompleted);
        worker.Kill();
        using var turn = await waiting;
        Assert.True(turn.Waited);
    }

    [Fact]
    public async Task Enter_HolderIsStopped_GoesOnWithoutAPlaceAndFromThenOnAtOnce()
    {
        using var worker = new WorkerProcess("enter", PlacesPath, "1");
        await worker.HoldsAsync(Cancellation);
        await worker.StopAsync(Cancellation);
        using var mine = Open(1);
        var waiting = mine.EnterAsync(Cancellation).AsTask();
        await JoinedAsync(1, waiting);
        _time.Advance(Admission.Patience - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));
        using (await waiting)
        using (var again = await mine.EnterAsync(Cancellation))
        {
            // Having no place it keeps nobody out, and nobody learns anything from it.
            Assert.True(again.Waited);
        }

        await worker.ContinueAsync(Cancellation);
        worker.Release();
        await worker.EndAsync(Cancellation);
        while ((await mine.EnterAsync(Cancellation)) is { Waited: true } turn)
        {
            turn.Dispose();
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Enter_Cancelled_LeavesTheLine()
    {
        using var holder = Open(1);
        using var mine = Open(1);
        using var other = Open(1);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var held = await holder.EnterAsync(Cancellation);
        var abandoned = mine.EnterAsync(cancel.Token).AsTask();
        await JoinedAsync(1, abandoned);
        await cancel.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);

        var patient = other.EnterAsync(Cancellation).AsTask();
        held.Dispose();
        (await patient).Dispose();
    }

    [Fact]
    public async Task Enter_FilesCannotBeMade_GoesOnWithoutAPlace()
    {
        using var admission = new Admission(Path.Combine(_folder.Write("file", ""), "create"), 1, _time);
        using var turn = await admission.EnterAsync(Cancellation);
        Assert.True(turn.Waited);
    }

    private Admission Open(int places) => new(PlacesPath, places, _time);

    // The last number that was drawn stands at the beginning of the line's file.
    private async Task JoinedAsync(int number, Task waiting)
    {
        while (!waiting.IsCompleted && !(PhysicalFileOperations.Instance.Read(PlacesPath + ".line") is { Bytes: { Length: >= 8 } bytes }
            && BinaryPrimitives.ReadInt64LittleEndian(bytes) >= number))
        {
            await Task.Yield();
        }
    }
}

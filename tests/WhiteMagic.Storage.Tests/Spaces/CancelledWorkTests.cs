using Microsoft.Extensions.Time.Testing;
using WhiteMagic.Consolidation;
using WhiteMagic.Diagnostics;
using WhiteMagic.Spaces;
using WhiteMagic.Storage.Files;
using WhiteMagic.Storage.Tests.Files;

namespace WhiteMagic.Storage.Tests.Spaces;

/// <summary>Work that is cancelled when it is half done leaves a whole store, in which the next operation works.</summary>
public sealed class CancelledWorkTests : IAsyncLifetime
{
    private const int Many = 40;

    private static readonly ConsolidationRequest Consolidate = new() { DryRun = false, MinAgeDays = 0 };

    private readonly StoreBench _bench = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 10, 15, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        for (int i = 0; i < Many; i++)
        {
            _bench.Put($"20260101_0000{i:D2}_note.md", $"---\ntitle: Note {i}\ntags: [{(i % 4 == 0 ? "proven" : "topic")}]\n---\n\nneedle {i}\n");
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Consolidate_CancelledAsItReads_ChangesNothing()
    {
        IMemorySpace space = await _bench.OpenAsync(_clock);
        using var stop = new CancellationTokenSource();
        string before = Contents();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => space.ConsolidateAsync(Consolidate, new CancelAt(Many / 2, stop), stop.Token));

        Assert.Equal(before, Contents());
        await AssertWorksAsync(space);
    }

    [Fact]
    public async Task Consolidate_CancelledAtAnyChangeOfAFile_IsDoneWhollyOrNotAtAll()
    {
        int calls = 0;
        int done = 0;
        for (int at = 1; at == 1 || at <= calls; at += 7)
        {
            await using var round = new CancelledWorkTests();
            await round.InitializeAsync();
            (bool finished, calls) = await round.ConsolidateAndCancelAsync(at);
            done += finished ? 1 : 0;
        }

        // Some came too late to stop it.
        Assert.InRange(done, 1, calls);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Many / 2)]
    [InlineData(Many - 1)]
    public async Task Reindex_CancelledHalfWay_KeepsTheIndexThatWas(int at)
    {
        IMemorySpace space = await _bench.OpenAsync(_clock);
        Assert.Equal(Many, (await StoreBench.FindAsync(space, "needle")).Length);
        using var stop = new CancellationTokenSource();
        string before = Contents();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => space.ReindexAsync(new CancelAt(at, stop), stop.Token));

        Assert.Equal(before, Contents());
        Assert.Equal(Many, (await StoreBench.FindAsync(space, "needle")).Length);
        Assert.Equal(Many, (await space.ReindexAsync(null, Cancel)).Memories);
        await AssertWorksAsync(space);
    }

    [Fact]
    public async Task Reindex_CancelledAsFilesChange_SeesTheChangesAfterwards()
    {
        IMemorySpace space = await _bench.OpenAsync(_clock);
        Assert.Equal(Many, (await StoreBench.FindAsync(space, "needle")).Length);
        using var stop = new CancellationTokenSource();
        _bench.Put("early.md", StoreBench.Memory("Early", "needle"));
        var late = new CancelAt(Many / 2, stop, () => _bench.Put("late.md", StoreBench.Memory("Late", "needle")));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => space.ReindexAsync(late, stop.Token));

        Assert.Equal(Many + 2, (await StoreBench.FindAsync(space, "needle")).Length);
        await AssertWorksAsync(space);
    }

    private async Task<(bool Finished, int Calls)> ConsolidateAndCancelAsync(int at)
    {
        using var stop = new CancellationTokenSource();
        bool consolidating = false;
        int first = int.MaxValue;
        int counted = 0;
        var operations = new FaultyFileOperations(PhysicalFileOperations.Instance)
        {
            OnCall = number =>
            {
                first = consolidating ? Math.Min(first, number) : first;
                counted = consolidating ? number - first + 1 : 0;
                if (counted == at)
                {
                    stop.Cancel();
                }
            },
        };
        IMemorySpace space = await _bench.OpenAsync(_clock, operations);
        await StoreBench.TitlesAsync(space);
        string before = Contents();
        bool finished = true;
        consolidating = true;
        try
        {
            await space.ConsolidateAsync(Consolidate, null, stop.Token);
        }
        catch (OperationCanceledException)
        {
            finished = false;
            Assert.Equal(before, Contents());
        }

        consolidating = false;
        int archived = Directory.GetFiles(Path.Combine(_bench.Root, "memory", "archive")).Length;
        Assert.Equal(finished ? Many - (Many / 4) : 0, archived);
        int calls = counted;
        await AssertWorksAsync(space);
        return (finished, calls);
    }

    private async Task AssertWorksAsync(IMemorySpace space)
    {
        await StoreBench.AssertHealthyAsync(space);
        await StoreBench.CreateAsync(space, "Next", "afterwards");
        Assert.Equal(["Next"], await StoreBench.FindAsync(space, "afterwards"));
        Assert.False(Directory.Exists(Path.Combine(_bench.State, "journal")) && Directory.EnumerateFiles(Path.Combine(_bench.State, "journal")).Any());
        await using var again = new MemoryStore(new MemoryStoreOptions { BaseFolder = _bench.Root });
        await StoreBench.AssertHealthyAsync(await again.OpenAsync(SpaceName.Default, Cancel));
    }

    private string Contents() => string.Join('\n', Directory.GetFiles(Path.Combine(_bench.Root, "memory"), "*.md", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(static path => $"{path}: {File.ReadAllText(path)}"));

    private sealed class CancelAt(int at, CancellationTokenSource stop, Action? also = null) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            if (value.Done == at)
            {
                also?.Invoke();
                stop.Cancel();
            }
        }
    }
}

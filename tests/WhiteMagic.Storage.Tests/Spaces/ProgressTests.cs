using System.Collections.Concurrent;
using WhiteMagic.Context;
using WhiteMagic.Diagnostics;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Storage.Tests.Spaces;

/// <summary>Whoever waits for files to be indexed first is told how far that is.</summary>
public sealed class ProgressTests : IAsyncLifetime
{
    private const int Many = 600;

    private readonly StoreBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        for (int i = 0; i < Many; i++)
        {
            _bench.Put($"note{i:D4}.md", StoreBench.Memory($"Note {i}", "needle"));
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("search")]
    [InlineData("list")]
    [InlineData("context")]
    [InlineData("tags")]
    [InlineData("read")]
    public async Task First_OperationOnManyFiles_TellsWhoCallsIt(string operation)
    {
        IMemorySpace space = await _bench.OpenAsync();
        var listener = new Listener();

        using (ProgressScope.Begin(listener))
        {
            await RunAsync(space, operation);
        }

        listener.AssertUpwards("indexing", Many);
        Assert.Null(ProgressScope.Current);
        int told = listener.Told.Count;
        await RunAsync(space, operation);
        Assert.Equal(told, listener.Told.Count);
    }

    [Fact]
    public async Task Second_CallerWhileTheFirstIndexes_IsToldToo()
    {
        IMemorySpace space = await _bench.OpenAsync();
        var second = new Listener();
        Task? waiting = null;
        var first = new Listener
        {
            OnFirst = () =>
            {
                using (ProgressScope.Begin(second))
                {
                    waiting = RunAsync(space, "list");
                }
            },
        };

        using (ProgressScope.Begin(first))
        {
            await RunAsync(space, "search");
        }

        await waiting!;
        first.AssertUpwards("indexing", Many);
        second.AssertUpwards("indexing", Many);
    }

    [Fact]
    public async Task ReadMany_TellsOfEachMemory()
    {
        IMemorySpace space = await _bench.OpenAsync();
        string[] names = [.. (await space.ListAsync(new ListQuery { Limit = 1000 }, Cancel)).Memories.Select(static memory => memory.Filename.Value)];
        var listener = new Listener();

        using (ProgressScope.Begin(listener))
        {
            await space.ReadManyAsync(new BatchReadRequest { Filenames = names }, Cancel);
        }

        Assert.Equal(
            Enumerable.Range(1, Many).Select(static done => new WorkProgress(done, Many, "reading")), listener.Told);
    }

    private static Task RunAsync(IMemorySpace space, string operation) => operation switch
    {
        "search" => StoreBench.FindAsync(space, "nothing has this"),
        "list" => StoreBench.TitlesAsync(space),
        "context" => space.GetContextAsync(new ContextRequest { Tier = ContextTier.Quick }, Cancel),
        "tags" => space.ListTagsAsync(cancellationToken: Cancel),
        _ => space.ReadAsync(new ReadRequest { Filename = MemoryId.Parse("note0001") }, Cancel),
    };

    private sealed class Listener : IProgress<WorkProgress>
    {
        private int _begun;

        public ConcurrentQueue<WorkProgress> Told { get; } = new();

        public Action? OnFirst { get; init; }

        public void Report(WorkProgress value)
        {
            Told.Enqueue(value);
            if (Interlocked.Exchange(ref _begun, 1) == 0)
            {
                OnFirst?.Invoke();
            }
        }

        public void AssertUpwards(string stage, int total)
        {
            WorkProgress[] told = [.. Told.Where(value => value.Stage == stage)];
            Assert.NotEmpty(told);
            Assert.Equal(told.Select(static value => value.Done).Order().Distinct(), told.Select(static value => value.Done));
            Assert.All(told, value => Assert.Equal(total, value.Total));
            Assert.Equal(total, told[^1].Done);
        }
    }
}

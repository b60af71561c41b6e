using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;
using WhiteMagic.Storage.Tests.Files;
using WhiteMagic.Storage.Tests.Processes;

using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Spaces;

public sealed class ManyProcessesTests
{
    private const int Processes = 8;

    private static readonly int Times =
        int.TryParse(Environment.GetEnvironmentVariable("WM_STRESS"), CultureInfo.InvariantCulture, out int times) ? times : 1;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_WhileAnotherProcessHasAllPlaces_WaitsForOne()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Locks of an open file.");
        await using var bench = new StoreBench();
        IMemorySpace space = await bench.OpenAsync(new FakeTimeProvider());
        using var worker = new WorkerProcess("enter", Path.Combine(bench.State, "create"), "10000");
        await worker.HoldsAsync(Cancel);

        Task<MemoryReceipt> creating = StoreBench.CreateAsync(space, "Waits", "Text.");
        var line = new FileInfo(Path.Combine(bench.State, "create.line"));
        for (; !creating.IsCompleted && (!line.Exists || line.Length == 0); line.Refresh())
        {
            await Task.Yield();
        }

        Assert.False(creating.IsCompleted);
        Assert.Empty(Directory.GetFiles(Path.Combine(bench.Root, "memory", "short_term")));
        worker.Kill();
        await creating;
    }

    [Theory]
    [InlineData(StoreProgram.Worker)]
    [InlineData(StoreProgram.PublishedWm)]
    public async Task EightProcesses_FiveHundredCreatesAndUpdatesEach_LoseNothing(StoreProgram program)
    {
        using var folder = new TemporaryFolder();
        await using var bench = new StoreBench(folder.Root);
        IMemorySpace space = await bench.OpenAsync();
        MemoryReceipt shared = await StoreBench.CreateAsync(space, "Shared", "Begin.");

        Dictionary<string, string>[] written = await Task.WhenAll(Enumerable.Range(0, Processes).Select(
            process => Task.Run(() => WriteAsync(program, folder.Root, process, shared.Filename.Value), Cancel)));

        Dictionary<string, string> all = written.SelectMany(static pairs => pairs).ToDictionary();
        Assert.Equal(written.Sum(static pairs => pairs.Count), all.Count);
        await AssertWholeAsync(space, all, shared.Filename);
        await space.ReindexAsync(null, Cancel);
        await AssertWholeAsync(space, all, shared.Filename);
    }

    [Theory]
    [InlineData(StoreProgram.Worker)]
    [InlineData(StoreProgram.PublishedWm)]
    public async Task Write_OfAnotherProcess_IsSeenByTheNextSearch(StoreProgram program)
    {
        using var folder = new TemporaryFolder();
        await using var bench = new StoreBench(folder.Root);
        IMemorySpace space = await bench.OpenAsync();
        using var other = new StoreProcess(program, folder.Root);
        for (int i = 0; i < 20; i++)
        {
            string id = await other.AskAsync("create", "short_term", $"Title {i}", $"there{i}");
            Assert.Equal([$"Title {i}"], await StoreBench.FindAsync(space, $"there{i}"));
            MemoryReceipt here = await StoreBench.CreateAsync(space, $"Here {i}", $"here{i}");
            Assert.Equal(here.Filename.Value, await other.AskAsync("find", $"here{i}"));
            await space.UpdateAsync(MemoryId.Parse(id), new MemoryPatch { Append = $"again{i}" }, Cancel);
            Assert.Equal(id, await other.AskAsync("find", $"again{i}"));
        }
    }

    // Two creates in five, two updates of memories of its own, one of the memory that all of them change.
    private static async Task<Dictionary<string, string>> WriteAsync(StoreProgram program, string folder, int process, string shared)
    {
        using var child = new StoreProcess(program, folder);
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < 100 * Times; i++)
        {
            string a = await child.AskAsync("create", "short_term", $"Memory {i}", $"own{process}a{i}");
            string b = await child.AskAsync("create", "long_term", $"Memory {i}", $"own{process}b{i}");
            await child.AskAsync("append", a, $"more{process}a{i}", $"p{process}");
            await child.AskAsync("append", b, $"more{process}b{i}", $"p{process}");
            await child.AskAsync("append", shared, $"shared{process}x{i}.", $"s{process}");
            written.Add(a, $"own{process}a{i} more{process}a{i}");
            written.Add(b, $"own{process}b{i} more{process}b{i}");
        }

        return written;
    }

    private static async Task AssertWholeAsync(IMemorySpace space, Dictionary<string, string> written, MemoryId shared)
    {
        var entries = new Dictionary<string, MemoryEntry>(StringComparer.Ordinal);
        await foreach (MemoryEntry entry in space.ExportAsync(includeArchived: true, Cancel))
        {
            entries.Add(entry.Id.Value, entry);
        }

        Assert.Equal(written.Count + 1, entries.Count);
        foreach ((string id, string words) in written)
        {
            string[] expected = words.Split(' ');
            Assert.All(expected, word => Assert.Contains(word, entries[id].Content, StringComparison.Ordinal));
            Assert.Single(entries[id].Tags);
        }

        string content = entries[shared.Value].Content;
        for (int process = 0; process < Processes; process++)
        {
            for (int i = 0; i < 100 * Times; i++)
            {
                Assert.Contains($"shared{process}x{i}.", content, StringComparison.Ordinal);
            }
        }

        string last = (100 * Times - 1).ToString(CultureInfo.InvariantCulture);
        Assert.Equal([$"Memory {last}"], await StoreBench.FindAsync(space, $"more7b{last}"));
        await StoreBench.AssertHealthyAsync(space);
    }
}

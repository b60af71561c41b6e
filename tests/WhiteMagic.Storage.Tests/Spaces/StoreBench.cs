using Microsoft.Extensions.Time.Testing;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Spaces;
using WhiteMagic.Storage.Files;

using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Spaces;

/// <summary>A store in a folder of its own, with as many instances on it as a test opens.</summary>
internal sealed class StoreBench : IAsyncDisposable
{
    private readonly List<MemoryStore> _stores = [];
    private readonly TemporaryFolder? _folder;

    internal StoreBench(string? root = null)
    {
        _folder = root is null ? new TemporaryFolder() : null;
        Root = root ?? _folder!.Root;
    }

    internal string Root { get; }

    internal string State => Path.Combine(Root, ".whitemagic");

    internal string Index => Path.Combine(State, "index.db");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal async Task<IMemorySpace> OpenAsync(FakeTimeProvider? clock = null, IFileOperations? operations = null)
    {
        var options = new MemoryStoreOptions
        {
            BaseFolder = Root,
            Spaces = new SpaceOptions { Time = clock ?? TimeProvider.System },
        };
        MemoryStore store = operations is null ? new MemoryStore(options) : new MemoryStore(options, operations);
        _stores.Add(store);
        return await store.OpenAsync(SpaceName.Default, Cancel);
    }

    /// <summary>Puts Alpha, which is short-term, and Beta, which is long-term, as another program would.</summary>
    internal void PutAlphaAndBeta()
    {
        Put("a.md", Memory("Alpha", "apples"));
        Put("b.md", Memory("Beta", "bananas"), "long_term");
    }

    internal async Task<IMemorySpace> OpenAlphaAndBetaAsync()
    {
        PutAlphaAndBeta();
        IMemorySpace space = await OpenAsync();
        Assert.Equal(["Alpha", "Beta"], await TitlesAsync(space));
        return space;
    }

    internal async Task CloseAsync()
    {
        foreach (MemoryStore store in _stores)
        {
            await store.DisposeAsync();
        }

        _stores.Clear();
    }

    internal string PathOf(string name, string folder = "short_term") => Path.Combine(Root, "memory", folder, name);

    internal string Put(string name, string content, string folder = "short_term")
    {
        string path = PathOf(name, folder);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    internal static string Memory(string title, string content) => $"---\ntitle: {title}\n---\n\n{content}\n";

    internal static Task<MemoryReceipt> CreateAsync(
        IMemorySpace space, string title, string content = "Text.", MemoryKind kind = MemoryKind.ShortTerm) =>
        space.CreateAsync(new MemoryDraft { Title = title, Content = content, Type = kind }, Cancel);

    internal static async Task<string[]> TitlesAsync(IMemorySpace space, bool archived = false)
    {
        MemoryPage page = await space.ListAsync(new ListQuery { Limit = 1000, IncludeArchived = archived }, Cancel);
        return [.. page.Memories.Select(static memory => memory.Title).Order(StringComparer.Ordinal)];
    }

    internal static async Task<string[]> FindAsync(IMemorySpace space, string query)
    {
        SearchResult found = await space.SearchAsync(new MemoryQuery { Query = query, Limit = 1000, IncludeArchived = true }, Cancel);
        return [.. found.Matches.Select(static match => match.Title).Order(StringComparer.Ordinal)];
    }

    internal static async Task AssertHealthyAsync(IMemorySpace space)
    {
        Diagnostics.HealthReport report = await space.CheckAsync(Cancel);
        Assert.True(report.Healthy, System.Text.Json.JsonSerializer.Serialize(report, WhiteMagicJson.Readable.HealthReport));
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder?.Dispose();
    }
}

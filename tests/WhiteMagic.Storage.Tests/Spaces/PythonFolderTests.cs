using System.Security.Cryptography;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Spaces;

namespace WhiteMagic.Storage.Tests.Spaces;

public sealed class PythonFolderTests : IAsyncLifetime
{
    private const string Target = "20251101_090000_deployment.md";

    private readonly StoreBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _bench.Put(Target, "---\ntitle: Deployment\ncreated: 2025-11-01T09:00:00Z\ntags: ops, Deploy , ops\n---\n\nUse blue-green.\n", "long_term");
        _bench.Put(
            "20251102_101112_retry_policy.md",
            $"---\ntitle: Retry policy\ncreated: 2025-11-02T10:11:12Z\ntags: net,retry\nrelated_to:\n  - filename: {Target}\n    type: depends_on\n    description: needs it\n---\n\nThree tries.\n");
        _bench.Put("20251001_000000_old_rule.md", "---\ntitle: Old rule\ntags: rule\n---\n\nObsolete.\n", "archive");
        _bench.Put("20250901_000000_old_note.md", "Just text, no front matter.\n", "archive");
        _bench.Put("../metadata.json", """
            {
              "version": "2.2.0",
              "memory_index": [
                {"filename": "20251101_090000_deployment.md", "title": "Deployment", "type": "long_term", "tags": ["ops"], "created": "2025-11-01T09:00:00", "last_updated": "2025-11-05T08:00:00", "status": "active"},
                {"filename": "20251001_000000_old_rule.md", "title": "Old rule", "type": "long_term", "created": "2025-10-01T07:30:00", "status": "archived"},
                {"filename": "20250901_000000_old_note.md", "title": "Old note", "type": "short_term", "created": "2025-09-01T06:00:00", "status": "archived"},
                {"filename": "20240101_000000_gone.md", "title": "Gone", "type": "short_term", "created": "2024-01-01T00:00:00"}
              ]
            }
            """);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Folder_OfThePythonVersion_OpensAsItIsAndNoFileChanges()
    {
        IReadOnlyDictionary<string, string> before = Hashes();
        IMemorySpace space = await _bench.OpenAsync();

        var memories = (await space.ListAsync(new ListQuery { IncludeArchived = true }, Cancel)).Memories.ToDictionary(static memory => memory.Title);
        MemoryView retry = await ReadAsync(space, "20251102_101112_retry_policy.md");

        Assert.Equal(["Deployment", "Old note", "Old rule", "Retry policy"], memories.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((MemoryKind.LongTerm, MemoryStatus.Active), Place(memories["Deployment"]));
        Assert.Equal((MemoryKind.ShortTerm, MemoryStatus.Active), Place(memories["Retry policy"]));
        Assert.Equal((MemoryKind.LongTerm, MemoryStatus.Archived), Place(memories["Old rule"]));
        Assert.Equal((MemoryKind.ShortTerm, MemoryStatus.Archived), Place(memories["Old note"]));
        Assert.Equal(["ops", "deploy"], memories["Deployment"].Tags);
        Assert.Equal(["net", "retry"], memories["Retry policy"].Tags);
        Assert.Equal(new DateTimeOffset(2025, 11, 2, 10, 11, 12, TimeSpan.Zero), memories["Retry policy"].Created);
        Assert.Equal(new DateTimeOffset(2025, 11, 5, 8, 0, 0, TimeSpan.Zero), memories["Deployment"].Updated);
        Assert.Equal(new DateTimeOffset(2025, 10, 1, 7, 30, 0, TimeSpan.Zero), memories["Old rule"].Created);
        Relation relation = Assert.Single(retry.Relations!);
        Assert.Equal((Target, RelationKind.DependsOn, "needs it"), (relation.Target, relation.Type, relation.Description));
        await space.SearchAsync(new MemoryQuery { Query = "blue green" }, Cancel);
        await space.GetContextAsync(new Context.ContextRequest { Tier = Context.ContextTier.Full }, Cancel);
        await space.ReindexAsync(null, Cancel);
        await StoreBench.AssertHealthyAsync(space);
        await _bench.CloseAsync();
        Assert.Equal(before, Hashes());
    }

    [Fact]
    public async Task Archived_LongTermMemory_IsRestoredWhereItCameFrom()
    {
        IMemorySpace space = await _bench.OpenAsync();

        RestoreReceipt receipt = await space.RestoreAsync(MemoryId.Parse("20251001_000000_old_rule.md"), cancellationToken: Cancel);

        Assert.Equal(MemoryKind.LongTerm, receipt.Type);
        Assert.True(File.Exists(_bench.PathOf("20251001_000000_old_rule.md", "long_term")));
    }

    private static Task<MemoryView> ReadAsync(IMemorySpace space, string id) =>
        space.ReadAsync(new ReadRequest { Filename = MemoryId.Parse(id), IncludeMetadata = true }, Cancel);

    private static (MemoryKind Kind, MemoryStatus Status) Place(MemorySummary memory) => (memory.Type, memory.Status);

    private SortedDictionary<string, string> Hashes() => new(
        Directory.GetFiles(Path.Combine(_bench.Root, "memory"), "*", SearchOption.AllDirectories).ToDictionary(
            static path => path, static path => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))), StringComparer.Ordinal);
}

using WhiteMagic.Diagnostics;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;
using WhiteMagic.Storage.Markdown;

namespace WhiteMagic.Storage.Tests.Spaces;

/// <summary>A damaged <c>metadata.json</c> of the Python version stops nothing, and is told of.</summary>
public sealed class PythonMetadataTests : IAsyncLifetime
{
    private const string First = """{"filename": "20251001_000000_first.md", "title": "First of all", "type": "long_term", "created": "2025-10-01T07:30:00"}""";

    private readonly StoreBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Metadata => Path.Combine(_bench.Root, "memory", "metadata.json");

    public ValueTask InitializeAsync()
    {
        _bench.Put("20251001_000000_first.md", "Text of the first.\n", "archive");
        _bench.Put("20251002_000000_second.md", "Text of the second.\n", "archive");
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("{\"version\": 1,\n\"memory_index\": [" + First + ",\n{\"filename\": \"2025100", "is broken or cut short here; 1 entries before it are used; mend the file, or remove it", 3)]
    [InlineData("{\"memory_index\": [" + First + "]", "is broken or cut short here; 1 entries", 1)]
    [InlineData("{\"memory_index\": [" + First + ", {\"filename\": \"\\ud800\"}]}", "has 1 entries with a wrong or unreadable value", 0)]
    [InlineData("{\"memory_index\": [7, null, \"x\", {\"filename\": []}, " + First + "]}", "has 4 entries with a wrong or unreadable value", 0)]
    public async Task Metadata_DamagedInPart_GivesWhatIsRightInIt(string json, string reason, int line)
    {
        await File.WriteAllTextAsync(Metadata, json, Cancel);
        IMemorySpace space = await _bench.OpenAsync();

        Assert.Equal(["20251002_000000_second", "First of all"], await StoreBench.TitlesAsync(space, archived: true));
        await AssertReportedAsync(space, reason, line);
        Assert.Equal(json, await File.ReadAllTextAsync(Metadata, Cancel));
    }

    [Fact]
    public async Task Metadata_WithAValueThatIsWrong_GivesTheOthersOfItsEntry()
    {
        await File.WriteAllTextAsync(
            Metadata, """{"memory_index": [{"filename": "20251001_000000_first.md", "title": "\udc00", "type": "long_term", "created": 5}]}""", Cancel);
        IMemorySpace space = await _bench.OpenAsync();

        MemorySummary first = (await space.ListAsync(new ListQuery { IncludeArchived = true }, Cancel)).Memories.Single(
            static memory => memory.Filename.Value.EndsWith("first.md", StringComparison.Ordinal));

        Assert.Equal(("20251001_000000_first", MemoryKind.LongTerm), (first.Title, first.Type));
        await AssertReportedAsync(space, "has 1 entries with a wrong or unreadable value", 0);
    }

    [Theory]
    [InlineData("", "is broken or cut short here; 0 entries", 1)]
    [InlineData("[]", "is not used: it is not an object with a list memory_index", 0)]
    [InlineData("{\"memory_index\": {}}", "is not used: it is not an object with a list memory_index", 0)]
    [InlineData("not JSON", "is broken or cut short here; 0 entries", 1)]
    public async Task Metadata_ThatIsNone_IsReportedAndNotUsed(string json, string reason, int line)
    {
        await File.WriteAllTextAsync(Metadata, json, Cancel);
        IMemorySpace space = await _bench.OpenAsync();

        Assert.Equal(["20251001_000000_first", "20251002_000000_second"], await StoreBench.TitlesAsync(space, archived: true));
        await AssertReportedAsync(space, reason, line);
        Assert.Equal(json, await File.ReadAllTextAsync(Metadata, Cancel));
    }

    [Fact]
    public async Task Metadata_TooLarge_IsReportedAndNotRead()
    {
        await using (FileStream file = File.Create(Metadata))
        {
            file.SetLength(PythonMetadata.MaxBytes + 1L);
        }

        IMemorySpace space = await _bench.OpenAsync();

        Assert.Equal(["20251001_000000_first", "20251002_000000_second"], await StoreBench.TitlesAsync(space, archived: true));
        await AssertReportedAsync(space, $"is not used: it has {PythonMetadata.MaxBytes + 1L} bytes, and at most {PythonMetadata.MaxBytes} are read", 0);
        Assert.Equal(PythonMetadata.MaxBytes + 1L, new FileInfo(Metadata).Length);
    }

    [Fact]
    public async Task Metadata_ThatIsAPipe_IsReportedAndNeverOpened()
    {
        await Testing.Shell.RunAsync("mkfifo", [Metadata], Cancel);
        IMemorySpace space = await _bench.OpenAsync();

        Assert.Equal(["20251001_000000_first", "20251002_000000_second"], await StoreBench.TitlesAsync(space, archived: true));
        await AssertReportedAsync(space, "is not used: it is no file of this store", 0);
    }

    private static async Task AssertReportedAsync(IMemorySpace space, string reason, int line)
    {
        HealthReport report = await space.CheckAsync(Cancel);
        FileProblem problem = Assert.Single(report.Problems);
        Assert.Equal(("metadata.json", line, false), (problem.File, problem.Line, report.Healthy));
        Assert.StartsWith(reason, problem.Reason, StringComparison.Ordinal);
        Assert.EndsWith("the memories are whole without it", problem.Reason, StringComparison.Ordinal);
    }
}

using System.Diagnostics;
using WhiteMagic.Execution.Files.Searching;
using WhiteMagic.Execution.Tests.Files.Searching;

namespace WhiteMagic.Execution.Tests.Diagnostics;

public sealed class FileSearchTelemetryTests : IAsyncDisposable
{
    private readonly SearchBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData(null, "complete")]
    [InlineData(1, "cut")]
    public async Task Search_WithAListener_TellsNumbersAndNeitherPathNorPattern(int? most, string end)
    {
        _bench.Write("a", "needle" + new string('x', 7_654_321));
        _bench.Write("b", [0]);
        using Recorder recorder = new();

        FileSearch search = _bench.Search(SearchPattern.Literal("needle"), new() { MaxResults = most }, portable: false, "a", "missing", "b");
        await foreach (ItemOutcome<FileMatches> _ in search.WithCancellation(Cancel))
        {
            Assert.Null(Activity.Current);
        }

        Activity span = Assert.Single(recorder.Spans, static span => span.GetTagItem("whitemagic.search.bytes") is long and >= 7_654_327 and < 7_654_400);
        Assert.Equal(("file search", end), (span.OperationName, span.GetTagItem("whitemagic.search.end")));
        Assert.Equal((search.Statistics.Files, search.Statistics.Failed), ((long)span.GetTagItem("whitemagic.search.files")!, (long)span.GetTagItem("whitemagic.search.failed")!));
        Assert.Equal((search.Statistics.Skipped, search.Statistics.Workers), ((long)span.GetTagItem("whitemagic.search.skipped")!, (int)span.GetTagItem("whitemagic.search.workers")!));
        Assert.All(span.TagObjects.Where(static tag => tag.Value is string), static tag => Assert.Equal("whitemagic.search.end", tag.Key));
        Assert.Contains(recorder.Measurements, static found => found is { Instrument: "whitemagic.file.search.size", Value: >= 7_654_327 });
        Assert.NotEmpty(recorder.Measured("whitemagic.file.searches", "succeeded"));
        Assert.Equal(search.Statistics.Failed > 0, recorder.Measured("whitemagic.file.searches", "failed").Length > 0);
    }

    [Fact]
    public async Task Search_LeftByItsReader_IsToldAsThat()
    {
        Enumerable.Range(0, 10).ToList().ForEach(i => _bench.Write($"{i}", "needle" + new string('x', 3_210_123)));
        using Recorder recorder = new();

        await foreach (ItemOutcome<FileMatches> _ in _bench.Search(SearchPattern.Literal("needle")).WithCancellation(Cancel))
        {
            break;
        }

        Assert.Contains(recorder.Spans, static span => "left".Equals(span.GetTagItem("whitemagic.search.end")) && span.GetTagItem("whitemagic.search.bytes") is long and >= 3_210_123);
    }
}

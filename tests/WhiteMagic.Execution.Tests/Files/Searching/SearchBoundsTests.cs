using System.Text;
using WhiteMagic.Execution.Files;
using WhiteMagic.Execution.Files.Searching;

namespace WhiteMagic.Execution.Tests.Files.Searching;

/// <summary>Files of which more would have to be held than a search holds.</summary>
public sealed class SearchBoundsTests : IAsyncDisposable
{
    private const int Most = 1 << 20;

    private readonly SearchBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("no line ends here, ", 0, "a line that is longer, with the lines to be shown before it, than the 1048576 bytes")]
    [InlineData("needle, needle, ", 0, "a line that is longer")]
    [InlineData("needle\n", 0, "more lines to give than the 1048576 bytes that are kept of one file; ask for fewer results")]
    [InlineData("needle\nand another\nand more\n", 1, "more lines to give than the 1048576 bytes")]
    public async Task Search_AFileWithoutEnd_IsNamedAndTheRestIsSearched(string text, int context, string said)
    {
        _bench.Write("a/good", "needle");
        _bench.Write("b/endless", "");
        _bench.Write("c/good", "needle");

        foreach (SearchPattern pattern in new[] { SearchPattern.Literal("needle"), SearchPattern.Regex("n.edle"), SearchPattern.AnyOf(["needle", "other"]) })
        {
            FileSearch search = Search(pattern, text, new FileSearchOptions { LinesBefore = context, LinesAfter = context });
            List<ItemOutcome<FileMatches>> all = await SearchBench.AllAsync(search);

            Assert.Equal([OutcomeStatus.Succeeded, OutcomeStatus.Failed, OutcomeStatus.Succeeded], all.Select(static outcome => outcome.Status));
            var error = Assert.IsType<FileReadException>(all[1].Error);
            Assert.Equal(("b/endless", FileReadFailure.TooLong), (error.Path, error.Failure));
            Assert.Contains($"'b/endless' has {said}", error.Message, StringComparison.Ordinal);
            Assert.Equal((2, 1), (search.Statistics.Files, search.Statistics.Failed));
        }
    }

    [Fact]
    public async Task Search_ALineAsLongAsOneMayBe_FindsIt()
    {
        _bench.Write("long", new string('a', Most - 7) + "needle");
        _bench.Write("longer", $"{new string('b', Most - 7)}needle\nother");

        List<ItemOutcome<FileMatches>> all = await SearchBench.AllAsync(Search(SearchPattern.Literal("needle"), "", new FileSearchOptions { MaxResults = 2 }));

        Assert.Equal([Most - 1, Most - 1], all.SelectMany(static outcome => outcome.Value!.Lines).Select(static line => line.Utf8.Length));
    }

    [Fact]
    public async Task Search_LargeFileInAnotherEncoding_SaysHowLargeItMayBe()
    {
        _bench.Write("wide", new string('x', Most), Encoding.Unicode);

        ItemOutcome<FileMatches> outcome = Assert.Single(await SearchBench.AllAsync(Search(SearchPattern.Literal("needle"), "", new FileSearchOptions())));

        Assert.Equal((OutcomeStatus.Skipped, FileReadFailure.TooLarge), (outcome.Status, ((FileReadException)outcome.Error!).Failure));
        Assert.Contains($"holds {(2 * Most) + 2} bytes or more; the most is {Most}", outcome.Error.Message, StringComparison.Ordinal);
    }

    private FileSearch Search(SearchPattern pattern, string endless, FileSearchOptions options)
    {
        FileSearchOptions here = options with { IsOrdered = true, Files = options.Files with { BaseFolder = _bench.Root } };
        return new FileSearcher(_bench.Workers, here, new ManualTime()) { NewFile = () => new EndlessFile(endless), Bounds = new SearchBounds(Most, Most) }.Search(pattern, []);
    }
}

using System.Net.Sockets;
using WhiteMagic.Execution.Files;
using WhiteMagic.Execution.Files.Searching;
using WhiteMagic.Testing;

namespace WhiteMagic.Execution.Tests.Files.Searching;

public sealed class SearchBadInputTests : IAsyncDisposable
{
    private readonly SearchBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public void Pattern_EmptyOrInvalid_IsAnErrorThatSaysWhatIsAllowed()
    {
        Assert.Contains("from 1 to 10000", Assert.Throws<SearchPatternException>(static () => SearchPattern.Literal("")).Message, StringComparison.Ordinal);
        Assert.Throws<SearchPatternException>(static () => SearchPattern.Regex(""));
        Assert.Throws<SearchPatternException>(static () => SearchPattern.AnyOf([]));
        Assert.Throws<SearchPatternException>(static () => SearchPattern.AnyOf(["a", ""]));
        Assert.Throws<SearchPatternException>(static () => SearchPattern.AnyOf(["a", null!]));
        Assert.Throws<SearchPatternException>(static () => SearchPattern.Literal(new string('x', 10_001)));
        Assert.Contains("line end", Assert.Throws<SearchPatternException>(static () => SearchPattern.Literal("a\nb")).Message, StringComparison.Ordinal);
        Assert.Contains("at character", Assert.Throws<SearchPatternException>(static () => SearchPattern.Regex("ab(c")).Message, StringComparison.Ordinal);
        foreach (string wrong in new[] { "(", "[a", "a**", "(?<n", "\\", "a{2,1}", "*", "(?z)" })
        {
            Assert.StartsWith("The regular expression is not valid at character", Assert.Throws<SearchPatternException>(() => SearchPattern.Regex(wrong)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("(a*)*b")]
    [InlineData("(a|aa)+$")]
    [InlineData("(.*)(.*)(.*)(.*)(.*)z")]
    [InlineData("(a{10}){10}c")]
    [InlineData("^(([a-z])+.)+[A-Z]([a-z])+$")]
    public async Task Pattern_ThatWouldExplode_IsSearchedInTime(string pattern)
    {
        _bench.Write("f", new string('a', 3000) + "!");

        Assert.DoesNotContain(await SearchBench.AllAsync(_bench.Search(SearchPattern.Regex(pattern))), static outcome => outcome.Status == OutcomeStatus.Failed);
    }

    [Theory]
    [InlineData("(?=a)(a+)+$")]
    [InlineData("(a+)+\\1c")]
    [InlineData("(a{1,200}){1,200}c")]
    public async Task Pattern_ThatNeedsGoingBackAndExplodes_TimesOutInTheFileAndIsNamed(string pattern)
    {
        _bench.Write("f", new string('a', 5000) + "!");
        _bench.Write("g", "aac");

        List<ItemOutcome<FileMatches>> all = await SearchBench.AllAsync(_bench.Search(SearchPattern.Regex(pattern), new() { MatchTimeout = TimeSpan.FromMilliseconds(50) }));

        ItemOutcome<FileMatches> slow = Assert.Single(all, static outcome => outcome.Status == OutcomeStatus.TimedOut);
        Assert.Equal("f", Assert.IsType<SearchTimeoutException>(slow.Error).Path);
        Assert.Contains(pattern, slow.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pattern_TooSlowInOneFileAfterAnother_EndsTheSearch()
    {
        for (int i = 0; i < 200; i++)
        {
            _bench.Write($"f{i}", new string('a', 5000) + "!");
        }

        FileSearch search = _bench.Search(SearchPattern.Regex("(?=a)(a+)+$"), new() { MatchTimeout = TimeSpan.FromMilliseconds(20) });

        Assert.Contains("(?=a)(a+)+$", (await Assert.ThrowsAsync<SearchPatternException>(() => SearchBench.AllAsync(search))).Message, StringComparison.Ordinal);
        await _bench.AssertIdleAsync();
    }

    [Fact]
    public async Task Search_WhatIsNoReadableFile_IsNamedAndTheRestIsSearched()
    {
        _bench.Write("good", "needle");
        string loop = Path.Join(_bench.Root, "loop");
        File.CreateSymbolicLink(loop, loop);
        string[] paths = ["missing", "good/below", "", "a\0b", new string('x', 5000), "loop", "good"];

        List<ItemOutcome<FileMatches>> all = await SearchBench.AllAsync(_bench.Search(SearchPattern.Literal("needle"), paths: paths));

        FileReadFailure?[] expected = [FileReadFailure.NotFound, FileReadFailure.NotFound, FileReadFailure.InvalidPath, FileReadFailure.InvalidPath, FileReadFailure.InvalidPath, FileReadFailure.Other, null];
        Assert.Equal(expected, all.Select(static outcome => (outcome.Error as FileReadException)?.Failure));
        Assert.Equal(paths, all.Select(static outcome => outcome.Value?.Path ?? ((FileReadException)outcome.Error!).Path));
    }

    [Fact]
    public async Task Search_PipesSocketsAndBinaries_AreSkippedAndReported()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "they are Linux's");
        await Shell.RunAsync("mkfifo", [Path.Join(_bench.Root, "a-pipe")], Cancel);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(Path.Join(_bench.Root, "b-socket")));
        _bench.Write("c-binary", "needle\n\0needle"u8.ToArray());
        _bench.Write("d-late-binary", [.. "needle\n"u8, .. Enumerable.Repeat((byte)'x', 200_000), 0]);
        _bench.Write("e-text", "needle");

        FileSearch search = _bench.Search(SearchPattern.Literal("needle"));
        List<ItemOutcome<FileMatches>> all = await SearchBench.AllAsync(search);

        Assert.Equal(["a-pipe", "b-socket", "c-binary", "d-late-binary"], all.Where(static o => o.Status == OutcomeStatus.Skipped).Select(static o => ((FileReadException)o.Error!).Path).Order(StringComparer.Ordinal));
        Assert.Equal("e-text", Assert.Single(all, static o => o.IsSuccess).Value!.Path);
        Assert.Equal(4, search.Statistics.Skipped);
        Assert.Equal(3, (await _bench.LinesAsync(SearchPattern.Literal("needle"), new() { IncludesBinary = true }, "c-binary", "e-text")).Length);
        ItemOutcome<FileMatches> named = Assert.Single(await SearchBench.AllAsync(_bench.Search(SearchPattern.Literal("x"), paths: "a-pipe")));
        Assert.Equal((OutcomeStatus.Failed, FileReadFailure.NotAFile), (named.Status, ((FileReadException)named.Error!).Failure));
        Assert.Equal(FileReadFailure.NotAFile, ((FileReadException)Assert.Single(await SearchBench.AllAsync(_bench.Search(SearchPattern.Literal("x"), paths: "/dev/zero"))).Error!).Failure);
    }

    [Fact]
    public async Task Search_SparseFileOfFourGigabytes_IsBinaryAtOnce()
    {
        using (FileStream sparse = File.Create(Path.Join(_bench.Root, "sparse")))
        {
            sparse.SetLength(4L << 30);
        }

        FileSearch search = _bench.Search(SearchPattern.Literal("needle"));
        ItemOutcome<FileMatches> outcome = Assert.Single(await SearchBench.AllAsync(search));

        Assert.Equal((OutcomeStatus.Skipped, FileReadFailure.Binary), (outcome.Status, ((FileReadException)outcome.Error!).Failure));
        Assert.InRange(search.Statistics.Bytes, 1, 1 << 20);
    }

    [Fact]
    public async Task Search_FileAboveTheCap_IsSkippedAndSaysHowLargeItIs()
    {
        _bench.Write("small", "needle");
        _bench.Write("middle", "needle" + new string('x', 1000));
        _bench.Write("large", "needle" + new string('x', 1_000_000));

        List<ItemOutcome<FileMatches>> all = await SearchBench.AllAsync(_bench.Search(SearchPattern.Literal("needle"), new() { MaxFileBytes = 1000 }));

        Assert.Equal(["large", "middle"], all.Where(static o => o.Status == OutcomeStatus.Skipped).Select(static o => ((FileReadException)o.Error!).Path));
        Assert.Contains("1000006 bytes", all[0].Error!.Message, StringComparison.Ordinal);
        Assert.Equal("small", all[2].Value!.Path);
    }

    [Fact]
    public async Task Search_Links_AreNotFollowedUnlessNamed()
    {
        _bench.Write("outside/secret", "needle");
        _bench.Write("root/file", "needle");
        File.CreateSymbolicLink(Path.Join(_bench.Root, "root", "link"), Path.Join(_bench.Root, "outside", "secret"));
        Directory.CreateSymbolicLink(Path.Join(_bench.Root, "root", "folder"), Path.Join(_bench.Root, "outside"));
        Directory.CreateSymbolicLink(Path.Join(_bench.Root, "root", "circle"), Path.Join(_bench.Root, "root"));

        Assert.Equal(["root/file:1:needle"], await _bench.LinesAsync(SearchPattern.Literal("needle"), null, "root"));
        Assert.Equal(["root/link:1:needle", "root/folder/secret:1:needle"], await _bench.LinesAsync(SearchPattern.Literal("needle"), null, "root/link", "root/folder"));
        Assert.Equal(["root/file:1:needle"], (await SearchBench.AllAsync(_bench.Search(SearchPattern.Literal("needle"), portable: true, paths: "root"))).SelectMany(static o => SearchBench.Written(o.Value!)));
    }

    [Fact]
    public async Task Search_FilesThatVanishOrGrowMeanwhile_EndsInAnOutcomeForEach()
    {
        for (int i = 0; i < 3000; i++)
        {
            _bench.Write($"f{i:0000}", "needle");
        }

        int found = 0;
        int gone = 0;
        await foreach (ItemOutcome<FileMatches> outcome in _bench.Search(SearchPattern.Literal("needle")).WithCancellation(Cancel))
        {
            if (found++ == 0)
            {
                Enumerable.Range(2000, 1000).ToList().ForEach(i => File.Delete(Path.Join(_bench.Root, $"f{i}")));
                File.AppendAllText(Path.Join(_bench.Root, "f1999"), "\nneedle");
            }

            gone += outcome.Error is FileReadException { Failure: FileReadFailure.NotFound } ? 1 : 0;
            Assert.True(outcome.IsSuccess || outcome.Error is FileReadException { Failure: FileReadFailure.NotFound });
        }

        Assert.Equal(3000, found);
        Assert.InRange(gone, 0, 1000);
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new FileSearchOptions { MaxResults = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new FileSearchOptions { LinesBefore = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new FileSearchOptions { LinesAfter = 1_000_000 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new FileSearchOptions { MaxFileBytes = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new FileSearchOptions { MaxWorkers = 1_000_000 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new FileSearchOptions { MatchTimeout = TimeSpan.Zero });
        Assert.Throws<ArgumentNullException>(() => new FileSearcher(null!));
        Assert.Contains("position 1", Assert.Throws<ArgumentException>(() => new FileSearcher(_bench.Workers).Search(SearchPattern.Literal("a"), ["a", null!])).Message, StringComparison.Ordinal);
    }
}

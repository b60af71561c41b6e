using System.Text;
using WhiteMagic.Execution.Files.Searching;
using WhiteMagic.Execution.Files.Walking;

namespace WhiteMagic.Execution.Tests.Files.Searching;

public sealed class FileSearcherTests : IAsyncDisposable
{
    private static readonly FileSearchOptions Everything = new() { Files = new FileWalkOptions { IncludesHidden = true, HeedsIgnoreFiles = false } };

    private readonly SearchBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Search_BelowAFolder_GivesLinesInOrderOfTheFiles()
    {
        _bench.Write("b.txt", "one\ntwo needle\nneedle three");
        _bench.Write("a/z.txt", "needle\r\nelse\r\n");
        _bench.Write("a/b/c.txt", "no\n\nneedle");
        _bench.Write("none.txt", "nothing");

        Assert.Equal(["b.txt:2:two needle", "b.txt:3:needle three", "a/z.txt:1:needle", "a/b/c.txt:3:needle"], await _bench.LinesAsync(SearchPattern.Literal("needle")));
        Assert.Equal(["a/z.txt:1:needle", "a/b/c.txt:3:needle"], await _bench.LinesAsync(SearchPattern.Literal("needle"), null, "a"));
        Assert.Equal(["./a/b/c.txt:3:needle", "b.txt:2:two needle"], await _bench.LinesAsync(SearchPattern.Literal("needle"), new() { MaxResults = 2 }, "./a/b", "b.txt"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Search_ByEitherMeans_FindsTheSameAndCountsIt(bool portable)
    {
        for (int i = 0; i < 300; i++)
        {
            _bench.Write($"{i % 7}/{i % 3}/f{i}.txt", string.Join('\n', Enumerable.Range(0, i).Select(n => n % 50 == 7 ? $"needle {n}" : $"line {n}")));
        }

        FileSearch search = _bench.Search(SearchPattern.Literal("needle"), portable: portable);
        List<ItemOutcome<FileMatches>> all = await SearchBench.AllAsync(search);

        Assert.Equal(Enumerable.Range(0, 300).Sum(static i => (i + 42) / 50), all.Sum(static outcome => outcome.Value!.Count));
        Assert.Equal(Enumerable.Range(0, all.Count).Select(static i => (long)i), all.Select(static outcome => outcome.Position));
        Assert.Equal((300, 0, 0, false), (search.Statistics.Files, search.Statistics.Failed, search.Statistics.Skipped, search.Statistics.IsCut));
        Assert.Equal(new DirectoryInfo(_bench.Root).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static file => file.Length), search.Statistics.Bytes);
    }

    [Fact]
    public async Task Search_Unordered_GivesTheSameFiles()
    {
        for (int i = 0; i < 500; i++)
        {
            _bench.Write($"{i % 9}/f{i}.txt", "needle");
        }

        FileSearch search = new FileSearcher(_bench.Workers, Everything).Search(SearchPattern.Literal("needle"), [_bench.Root]);

        Assert.Equal(500, (await SearchBench.AllAsync(search)).Select(static outcome => outcome.Value!.Path).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Search_WithContext_GivesLinesAroundEachOnce()
    {
        _bench.Write("f", string.Join('\n', Enumerable.Range(1, 20).Select(static n => n is 3 or 5 or 15 or 20 ? $"{n} x" : $"{n}")));

        Assert.Equal(
            ["f-1-1", "f-2-2", "f:3:3 x", "f-4-4", "f:5:5 x", "f-6-6", "f-13-13", "f-14-14", "f:15:15 x", "f-16-16", "f-18-18", "f-19-19", "f:20:20 x"],
            await _bench.LinesAsync(SearchPattern.Literal("x"), new() { LinesBefore = 2, LinesAfter = 1 }));
        Assert.Equal(["f:3:3 x", "f-4-4", "f:5:5 x", "f-6-6"], await _bench.LinesAsync(SearchPattern.Literal("x"), new() { LinesAfter = 1, MaxResults = 2 }));
    }

    [Fact]
    public async Task Search_LargeFile_NumbersLinesAndKeepsContextAcrossPieces()
    {
        string[] lines = [.. Enumerable.Range(1, 60_000).Select(static n => n % 9_973 == 0 ? $"line {n} needle" : $"line {n} of a file that is read in pieces")];
        _bench.Write("large", string.Join('\n', lines));

        string[] found = await _bench.LinesAsync(SearchPattern.Literal("needle"), new() { LinesBefore = 1, LinesAfter = 1 });

        int[] expected = [.. Enumerable.Range(1, 6).SelectMany(static i => new[] { (i * 9_973) - 1, i * 9_973, (i * 9_973) + 1 })];
        Assert.Equal(expected.Select(n => n % 9_973 == 0 ? $"large:{n}:{lines[n - 1]}" : $"large-{n}-{lines[n - 1]}"), found);
    }

    [Fact]
    public async Task Search_LineLongerThanAPiece_FindsIt()
    {
        string line = new string('a', 3_000_000) + "needle" + new string('b', 100);
        _bench.Write("long", $"first\n{line}\nlast needle");

        Assert.Equal([$"long:2:{line}", "long:3:last needle"], await _bench.LinesAsync(SearchPattern.Literal("needle")));
    }

    [Fact]
    public async Task Search_OtherEncodingsByTheirMark_FindsInThem()
    {
        Encoding[] encodings = [new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, new UTF32Encoding(true, true)];
        for (int i = 0; i < encodings.Length; i++)
        {
            _bench.Write($"{i}", "Größe\r\nзапись 决定\n" + new string('x', 70_000) + "\nend 决定", encodings[i]);
        }

        string[] found = await _bench.LinesAsync(SearchPattern.Literal("决定"));

        Assert.Equal(Enumerable.Range(0, 5).SelectMany(static i => new[] { $"{i}:2:запись 决定", $"{i}:4:end 决定" }), found);
        Assert.Equal(Enumerable.Range(0, 5).Select(static i => $"{i}:1:Größe"), await _bench.LinesAsync(SearchPattern.Regex("^Größe$")));
    }

    [Fact]
    public async Task Search_Columns_CountCharacters()
    {
        _bench.Write("f", "é日🧠x");

        MatchedLine line = (await SearchBench.AllAsync(_bench.Search(SearchPattern.Literal("x"))))[0].Value!.Lines[0];

        Assert.Equal((4, 9, 1), (line.Column, line.MatchStart, line.MatchLength));
        MatchedLine first = (await SearchBench.AllAsync(_bench.Search(SearchPattern.AnyOf(["🧠x", "日🧠", "zz"]))))[0].Value!.Lines[0];
        Assert.Equal((2, 2, 7), (first.Column, first.MatchStart, first.MatchLength));
    }

    [Fact]
    public async Task Search_ExpressionInBytesThatAreNotValid_GivesThePlaceInTheBytes()
    {
        _bench.Write("f", [0xFF, 0xFF, (byte)'a', 0xC3, (byte)'x', (byte)'y', 0xE6]);

        MatchedLine line = (await SearchBench.AllAsync(_bench.Search(SearchPattern.Regex("xy?.$"))))[0].Value!.Lines[0];

        Assert.Equal((4, 3, 7), (line.MatchStart, line.MatchLength, line.Utf8.Length));
    }

    [Fact]
    public async Task Search_EarlyEnd_StopsReadingAndFreesTheWorkers()
    {
        for (int i = 0; i < 2000; i++)
        {
            _bench.Write($"f{i:0000}", "needle\nneedle\nneedle");
        }

        FileSearch search = _bench.Search(SearchPattern.Literal("needle"), new() { MaxResults = 5 });
        List<ItemOutcome<FileMatches>> all = await SearchBench.AllAsync(search);

        Assert.Equal(["f0000:1:needle", "f0000:2:needle", "f0000:3:needle", "f0001:1:needle", "f0001:2:needle"], all.SelectMany(static o => SearchBench.Written(o.Value!)));
        Assert.True(search.Statistics.IsCut);

        FileSearch left = _bench.Search(SearchPattern.Literal("needle"));
        await foreach (ItemOutcome<FileMatches> outcome in left.WithCancellation(Cancel))
        {
            Assert.Equal(0, outcome.Position);
            break;
        }

        await _bench.AssertIdleAsync();
        Assert.Throws<InvalidOperationException>(() => left.GetAsyncEnumerator(Cancel));
    }

    [Fact]
    public async Task Search_Cancelled_SaysSo()
    {
        for (int i = 0; i < 3000; i++)
        {
            _bench.Write($"f{i}", "needle");
        }

        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (ItemOutcome<FileMatches> outcome in _bench.Search(SearchPattern.Literal("needle")).WithCancellation(cancel.Token))
            {
                await cancel.CancelAsync();
            }
        });
        await _bench.AssertIdleAsync();
    }

    [Fact]
    public async Task Search_MoreThanMayLieUnread_ReachesASlowReaderWhole()
    {
        for (int i = 0; i < 1500; i++)
        {
            _bench.Write($"{i % 2}/f{i}", "needle");
        }

        await using IAsyncEnumerator<ItemOutcome<FileMatches>> outcomes = _bench.Search(SearchPattern.Literal("needle")).GetAsyncEnumerator(Cancel);
        int count = 0;
        while (await outcomes.MoveNextAsync())
        {
            count++;
            await Task.Yield();
        }

        Assert.Equal(1500, count);
    }

    [Fact]
    public async Task Search_WhenAllWorkersAreLentToOthers_BeginsWhenOneIsFree()
    {
        _bench.Write("f", "needle");
        await using var one = new WhiteMagic.Execution.Workers.WorkerPool(new() { Name = "one", Limit = 1, UsesOwnThreads = true });
        var gate = new TaskCompletionSource();
        Assert.True(one.TryStart(() => gate.Task));
        FileSearch search = new FileSearcher(one).Search(SearchPattern.Literal("needle"), [_bench.Root]);

        Task<List<ItemOutcome<FileMatches>>> all = SearchBench.AllAsync(search);
        Assert.False(all.IsCompleted);
        gate.SetResult();

        Assert.Single(await all);
    }

    [Fact]
    public async Task Search_InAStoppedPool_FailsInsteadOfWaiting()
    {
        await using var pool = new WhiteMagic.Execution.Workers.WorkerPool(new() { Name = "gone", Limit = 1, UsesOwnThreads = true });
        await pool.StopAsync(Cancel);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => SearchBench.AllAsync(new FileSearcher(pool).Search(SearchPattern.Literal("x"), [_bench.Root])));
    }

    [Fact]
    public async Task Search_ManyAtOnce_GivesEachItsOwn()
    {
        for (int i = 0; i < 100; i++)
        {
            _bench.Write($"f{i}", $"needle{i}-\n");
        }

        await Parallel.ForEachAsync(Enumerable.Range(0, 100), Cancel, async (i, _) =>
            Assert.Equal([$"f{i}:1:needle{i}-"], await _bench.LinesAsync(SearchPattern.Literal($"needle{i}-"))));
    }
}

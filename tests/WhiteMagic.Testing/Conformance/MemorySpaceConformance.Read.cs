using WhiteMagic.Context;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;
using Xunit;

namespace WhiteMagic.Testing.Conformance;

public abstract partial class MemorySpaceConformance
{
    private static readonly MemoryId Unknown = MemoryId.Parse("20200101_000000_unknown.md");

    [Fact]
    public async Task Read_WithoutMetadata_GivesTitleAndContentAlone()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId id = await AddAsync(space, "Title", "Body", "t");

        MemoryView view = await space.ReadAsync(new ReadRequest { Filename = id, IncludeMetadata = false }, Cancel);

        Assert.Equal(("Title", "Body"), (view.Title, view.Content));
        Assert.Null(view.Type);
        Assert.Null(view.Status);
        Assert.Null(view.Tags);
        Assert.Null(view.Created);
        Assert.Null(view.Updated);
        Assert.Null(view.Version);
        Assert.Null(view.Frontmatter);
        Assert.Null(view.Relations);
    }

    [Fact]
    public async Task Read_WithAnyTokenLimit_GivesABeginningWithinIt()
    {
        IMemorySpace space = await OpenAsync();
        const string Content = "Plain words, 数据库选择, family 👩‍👩‍👧‍👦 and é.\nA second line of it.";
        MemoryId id = await AddAsync(space, "Title", Content);
        int whole = TokenCounter.Count(Content);

        for (int limit = 1; limit <= whole + 2; limit++)
        {
            MemoryView view = await space.ReadAsync(new ReadRequest { Filename = id, MaxTokens = limit }, Cancel);

            Assert.StartsWith(view.Content, Content, StringComparison.Ordinal);
            Assert.InRange(TokenCounter.Count(view.Content), 0, limit);
            Assert.Equal(TokenCounter.Count(view.Content), view.Tokens);
            Assert.Equal(view.Content.Length < Content.Length, view.Truncated);
            Assert.True(limit < whole || !view.Truncated);
        }

        Assert.Equal("max_tokens", await FieldOfAsync(() => space.ReadAsync(new ReadRequest { Filename = id, MaxTokens = 0 }, Cancel)));
    }

    [Fact]
    public async Task EveryOperation_OnAnUnknownId_SaysNotFound()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId known = await AddAsync(space, "Known");
        Func<Task>[] operations =
        [
            () => ReadAsync(space, Unknown),
            () => space.ReadLinesAsync(new ReadLinesRequest { Filename = Unknown }, Cancel),
            () => space.UpdateAsync(Unknown, new MemoryPatch { Title = "x" }, Cancel),
            () => space.DeleteAsync(Unknown, permanent: false, Cancel),
            () => space.DeleteAsync(Unknown, permanent: true, Cancel),
            () => space.RestoreAsync(Unknown, null, Cancel),
            () => space.RelateAsync(new Graph.RelationDraft { Source = Unknown, Target = known }, Cancel),
            () => space.RelateAsync(new Graph.RelationDraft { Source = known, Target = Unknown }, Cancel),
        ];

        foreach (Func<Task> operation in operations)
        {
            MemoryNotFoundException failure = await Assert.ThrowsAsync<MemoryNotFoundException>(operation);
            Assert.Equal(Unknown, failure.Id);
            Assert.Contains(Unknown.Value, failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ReadLines_GivesTheFileAsItStands()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId id = await AddAsync(space, "Title", "one\ntwo\nthree");

        MemoryLines all = await LinesAsync(space, id, LineRange.All);
        string[] lines = all.Text.Split('\n');
        MemoryLines last = await LinesAsync(space, id, new LineRange(all.TotalLines, int.MaxValue));
        MemoryLines two = await LinesAsync(space, id, new LineRange(all.TotalLines - 2, all.TotalLines - 1));
        MemoryLines beyond = await LinesAsync(space, id, new LineRange(all.TotalLines + 5, all.TotalLines + 9));

        Assert.Equal("---", lines[0]);
        Assert.EndsWith("one\ntwo\nthree\n", all.Text, StringComparison.Ordinal);
        Assert.Equal((1, lines.Length - 1), (all.StartLine, all.TotalLines));
        Assert.Equal(("three\n", all.TotalLines, all.TotalLines), (last.Text, last.StartLine, last.EndLine));
        Assert.Equal(("one\ntwo\n", all.TotalLines - 2, all.TotalLines - 1), (two.Text, two.StartLine, two.EndLine));
        Assert.Equal((string.Empty, beyond.StartLine - 1), (beyond.Text, beyond.EndLine));
        Assert.False(all.Truncated);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(-1, 3)]
    [InlineData(4, 3)]
    public async Task ReadLines_OfARangeThatIsNone_NamesTheField(int start, int end)
    {
        IMemorySpace space = await OpenAsync();
        MemoryId id = await AddAsync(space, "Title");

        Assert.Equal("lines", await FieldOfAsync(() => LinesAsync(space, id, new LineRange(start, end))));
    }

    [Fact]
    public async Task ReadLines_WithATokenLimit_GivesWholeLinesWithinIt()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId id = await AddAsync(space, "Title", string.Join('\n', Enumerable.Range(1, 30).Select(static i => $"line number {i}")));
        MemoryLines whole = await LinesAsync(space, id, LineRange.All);

        for (int limit = 1; limit < whole.Tokens; limit += 7)
        {
            MemoryLines lines = await space.ReadLinesAsync(new ReadLinesRequest { Filename = id, MaxTokens = limit }, Cancel);

            Assert.True(lines.Truncated);
            Assert.InRange(TokenCounter.Count(lines.Text), 0, limit);
            Assert.Equal(lines.Text.Count(static c => c == '\n'), lines.EndLine);
            Assert.StartsWith(lines.Text, whole.Text, StringComparison.Ordinal);
            Assert.True(lines.Text.Length == 0 || lines.Text[^1] == '\n');
        }
    }

    [Fact]
    public async Task ReadMany_GivesOneOutcomeForEachIdInTheOrderAskedFor()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId a = await AddAsync(space, "A", "first");
        MemoryId b = await AddAsync(space, "B", "second");
        string[] asked = [b.Value, "../etc/passwd", Unknown.Value, a.Value[..^3], b.Value];

        BatchReadResult result = await space.ReadManyAsync(new BatchReadRequest { Filenames = asked }, Cancel);

        Assert.Equal([0, 1, 2, 3, 4], result.Results.Select(static item => item.Index));
        Assert.Equal([true, false, false, true, true], result.Results.Select(static item => item.Ok));
        Assert.Equal(["second", null, null, "first", "second"], result.Results.Select(static item => item.Memory?.Content));
        Assert.Equal((3, 2), (result.Succeeded, result.Failed));
        Assert.All(result.Results.Where(static item => !item.Ok), static item => Assert.NotEmpty(item.Error!));
        Assert.Equal("../etc/passwd", result.Results[1].Filename);
    }

    [Fact]
    public async Task ReadMany_WithAnyTokenLimit_NeverPassesItAndSaysWhatIsLeftOut()
    {
        IMemorySpace space = await OpenAsync();
        string[] ids = [.. (await Task.WhenAll(Enumerable.Range(0, 4).Select(i => AddAsync(space, $"T{i}", "Ten or so tokens stand in here, 数据库.")))).Select(static id => id.Value)];
        int one = TokenCounter.Count("Ten or so tokens stand in here, 数据库.");

        for (int limit = 1; limit <= one * 4; limit += 3)
        {
            BatchReadResult result = await space.ReadManyAsync(new BatchReadRequest { Filenames = ids, MaxTokens = limit }, Cancel);

            Assert.InRange(result.Results.Sum(static item => item.Memory is null ? 0 : TokenCounter.Count(item.Memory.Content)), 0, limit);
            Assert.InRange(result.Tokens, 0, limit);
            Assert.All(result.Results, static item => Assert.True(item.Ok || item.Error!.Contains("max_tokens", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task ReadMany_OfNoneOrTooMany_NamesTheField()
    {
        IMemorySpace space = await OpenAsync();
        string[] many = [.. Enumerable.Repeat("x.md", 1001)];

        Assert.Equal("filenames", await FieldOfAsync(() => space.ReadManyAsync(new BatchReadRequest { Filenames = [] }, Cancel)));
        Assert.Equal("filenames", await FieldOfAsync(() => space.ReadManyAsync(new BatchReadRequest { Filenames = many }, Cancel)));
    }

    [Fact]
    public async Task ClearCache_AfterReading_SaysWhatWasHeldAndLosesNothing()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId id = await AddAsync(space, "Title", "Body");
        await ReadAsync(space, id);

        int cleared = (await space.ClearCacheAsync(Cancel)).Cleared;
        int again = (await space.ClearCacheAsync(Cancel)).Cleared;

        Assert.Equal((1, 0), (cleared, again));
        Assert.Equal("Body", (await ReadAsync(space, id)).Content);
    }

    private static Task<MemoryLines> LinesAsync(IMemorySpace space, MemoryId id, LineRange range) =>
        space.ReadLinesAsync(new ReadLinesRequest { Filename = id, Lines = range }, Cancel);
}

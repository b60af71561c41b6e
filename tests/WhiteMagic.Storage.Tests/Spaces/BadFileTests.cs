using System.Text;
using WhiteMagic.Diagnostics;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Spaces;

public sealed class BadFileTests : IAsyncLifetime
{
    private readonly StoreBench _bench = new();
    private IMemorySpace _space = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bench.Put("good.md", StoreBench.Memory("Good", "needle"));
        _space = await _bench.OpenAsync();
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("---\ntitle: T\nlist: [a, b\nx: y\n---\n\nneedle\n", "broken YAML", "; put the value in quotes")]
    [InlineData("---\ntitle: One\ntitle: Two\n---\n\nneedle\n", "duplicate key 'title' (lines 2 and 3)", "; keep one of them")]
    [InlineData("---\ntitle: One\n\nneedle without a closing line\n", "the front matter is never closed by a `---` line", "; add one below it")]
    [InlineData("---\ntitle: T\nother: a: b\n---\n\nneedle\n", "broken YAML: ", "; put the value in quotes")]
    [InlineData("---\n- a\n---\n\nneedle\n", "the front matter is not a list of `key: value` lines", "; write it as one, or take its `---` lines out")]
    public async Task FrontMatter_Broken_IsReportedAndStillFoundAsText(string content, string reason, string remedy)
    {
        string path = _bench.Put("bad.md", content);

        Assert.Contains(await FindAsync("needle"), static id => id.Value == "bad.md");
        FileProblem problem = Assert.Single((await _space.CheckAsync(Cancel)).Problems);
        Assert.Equal("short_term/bad.md", problem.File);
        Assert.StartsWith(reason, problem.Reason, StringComparison.Ordinal);
        Assert.EndsWith(remedy, problem.Reason, StringComparison.Ordinal);
        await Assert.ThrowsAsync<MalformedMemoryException>(
            () => _space.UpdateAsync(MemoryId.Parse("bad"), new MemoryPatch { AddTags = ["x"] }, Cancel));
        Assert.Equal(content, await File.ReadAllTextAsync(path, Cancel));
        Assert.NotNull((await _space.ReadAsync(new ReadRequest { Filename = MemoryId.Parse("bad") }, Cancel)).Problem);
    }

    [Fact]
    public async Task FrontMatter_Broken_CanBeArchivedRestoredAndMendedByHand()
    {
        string content = "---\ntitle: Mended\nother: a: b\n---\n\nneedle\n";
        _bench.Put("bad.md", content, "long_term");

        await _space.DeleteAsync(MemoryId.Parse("bad"), cancellationToken: Cancel);
        Assert.Equal(content, await File.ReadAllTextAsync(_bench.PathOf("bad.md", "archive"), Cancel));
        await _space.RestoreAsync(MemoryId.Parse("bad"), MemoryKind.LongTerm, Cancel);
        _bench.Put("bad.md", content.Replace("a: b", "ab", StringComparison.Ordinal), "long_term");

        Assert.Equal(["Good", "Mended"], await StoreBench.TitlesAsync(_space));
        await StoreBench.AssertHealthyAsync(_space);
    }

    [Theory]
    [InlineData("a: b")]
    [InlineData("---")]
    [InlineData("line one\nline two")]
    [InlineData("'quoted' \"both\" # not a comment")]
    [InlineData("- [ ] {odd}: &x *y !z %a @b `c`")]
    [InlineData("\\ \t end ")]
    public async Task Title_OddText_ComesBackAsGiven(string title)
    {
        MemoryReceipt receipt = await StoreBench.CreateAsync(_space, title, "---\ntitle: no front matter\n---\n");
        await _space.UpdateAsync(receipt.Filename, new MemoryPatch { AddTags = ["x"] }, Cancel);

        MemoryView view = await _space.ReadAsync(new ReadRequest { Filename = receipt.Filename }, Cancel);

        Assert.Equal(title, view.Title);
        Assert.StartsWith("---\ntitle: no front matter\n---", view.Content, StringComparison.Ordinal);
        await StoreBench.AssertHealthyAsync(_space);
    }

    [Fact]
    public async Task Tags_OfOneMegabyte_AreReportedAndKept()
    {
        string tags = string.Join(", ", Enumerable.Range(0, 120_000).Select(static i => $"t{i}"));
        string content = $"---\ntitle: Many\ntags: [{tags}]\n---\n\nneedle\n";
        string path = _bench.Put("many.md", content);

        await Assert.ThrowsAsync<MalformedMemoryException>(
            () => _space.UpdateAsync(MemoryId.Parse("many"), new MemoryPatch { Append = "More." }, Cancel));

        Assert.Contains(await FindAsync("needle"), static id => id.Value == "many.md");
        Assert.Contains("the most is", Assert.Single((await _space.CheckAsync(Cancel)).Problems).Reason, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(path, Cancel));
    }

    [Fact]
    public async Task Bytes_OfOtherEncodings_AreReadAndBinaryOnesReported()
    {
        byte[] binary = new byte[4096];
        new Random(3).NextBytes(binary);
        await File.WriteAllBytesAsync(_bench.PathOf("binary.md"), binary, Cancel);
        await File.WriteAllBytesAsync(_bench.PathOf("utf16.md"), Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("# Wide\n\nneedle")).ToArray(), Cancel);
        await File.WriteAllTextAsync(_bench.PathOf("empty.md"), "", Cancel);
        await File.WriteAllTextAsync(_bench.PathOf("bom.md"), StoreBench.Memory("Marked", "needle"), new UTF8Encoding(true), Cancel);

        IReadOnlyList<FileProblem> problems = (await _space.CheckAsync(Cancel)).Problems;

        FileProblem problem = Assert.Single(problems);
        Assert.Equal("short_term/binary.md", problem.File);
        Assert.Matches("^not valid UTF-8 at byte [0-9]+; save the file as UTF-8, or move it out of the store if it is no text$", problem.Reason);
        Assert.Equal(["bom.md", "good.md", "utf16.md"], (await FindAsync("needle")).Select(static id => id.Value).Order(StringComparer.Ordinal));
        Assert.Contains("Marked", await StoreBench.TitlesAsync(_space));
        Assert.Contains("empty", await StoreBench.TitlesAsync(_space));
    }

    [Theory]
    [InlineData(new byte[] { 0x61, 0xFF, 0x62 }, "not valid UTF-8 at byte 1; save the file as UTF-8, or move it out of the store if it is no text")]
    [InlineData(new byte[] { 0x61, 0x00, 0x62 }, "a NUL character: the file is binary, not text; remove the character, or move the file out of the store")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x41 }, "not valid UTF-16; save the file as UTF-8")]
    public async Task Bytes_ThatAreNoText_AreReportedWithTheRemedy(byte[] bytes, string reason)
    {
        await File.WriteAllBytesAsync(_bench.PathOf("bad.md"), bytes, Cancel);

        FileProblem problem = Assert.Single((await _space.CheckAsync(Cancel)).Problems);

        Assert.Equal(("short_term/bad.md", reason), (problem.File, problem.Reason));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(_bench.PathOf("bad.md"), Cancel));
    }

    [Fact]
    public async Task File_OfHundredMegabytes_IsReportedAndFoundByItsBeginning()
    {
        await using (var file = new FileStream(_bench.PathOf("huge.md"), FileMode.CreateNew))
        {
            file.Write("---\ntitle: Huge\n---\n\nhaystack "u8);
            file.Write(Encoding.UTF8.GetBytes(new string('x', 70_000)));
            file.SetLength(100 * 1024 * 1024);
        }

        Assert.Contains("huge.md", (await FindAsync("haystack")).Select(static id => id.Value));
        FileProblem problem = Assert.Single((await _space.CheckAsync(Cancel)).Problems);
        Assert.Contains("split it", problem.Reason, StringComparison.Ordinal);
        await Assert.ThrowsAsync<MalformedMemoryException>(
            () => _space.UpdateAsync(MemoryId.Parse("huge"), new MemoryPatch { Append = "x" }, Cancel));
        Assert.Equal(100 * 1024 * 1024, new FileInfo(_bench.PathOf("huge.md")).Length);
        await _space.DeleteAsync(MemoryId.Parse("huge"), permanent: true, cancellationToken: Cancel);
        await StoreBench.AssertHealthyAsync(_space);
    }

    [Fact]
    public async Task Things_ThatAreNoFiles_AreReportedAndNeverOpened()
    {
        string outside = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(outside, "secret needle", Cancel);
        try
        {
            Directory.CreateDirectory(_bench.PathOf("folder.md"));
            File.CreateSymbolicLink(_bench.PathOf("outside.md"), outside);
            File.CreateSymbolicLink(_bench.PathOf("broken.md"), "nowhere");
            File.CreateSymbolicLink(_bench.PathOf("loop.md"), "loop.md");
            await Shell.RunAsync("mkfifo", [_bench.PathOf("pipe.md")], Cancel);
            await File.WriteAllTextAsync(_bench.PathOf("NUL.md"), "needle", Cancel);

            IReadOnlyList<FileProblem> problems = (await _space.CheckAsync(Cancel)).Problems;

            Assert.Equal(
                [
                    "short_term/NUL.md has a name that not every system allows, so it is no memory; rename it in letters, digits, - and _",
                    "short_term/broken.md is a link to nothing readable; remove it or mend its target",
                    "short_term/folder.md is a folder, and memories are files; move what it holds out of it and remove it",
                    "short_term/loop.md is a link to nothing readable; remove it or mend its target",
                    "short_term/outside.md is a link that leaves the store, so it is not read; put a copy of the file in its place",
                    "short_term/pipe.md is a pipe, a socket or a device, so it is not opened; remove it",
                ],
                problems.Select(static problem => $"{problem.File} {problem.Reason}").Order(StringComparer.Ordinal));
            Assert.Equal(["Good"], await StoreBench.FindAsync(_space, "needle"));
            Assert.Equal(["Good"], await StoreBench.TitlesAsync(_space));
            foreach (string name in (string[])["folder", "outside", "broken", "loop", "pipe"])
            {
                await Assert.ThrowsAsync<MemoryNotFoundException>(() => _space.ReadAsync(new ReadRequest { Filename = MemoryId.Parse(name) }, Cancel));
                await Assert.ThrowsAsync<MemoryNotFoundException>(() => _space.DeleteAsync(MemoryId.Parse(name), true, Cancel));
            }

            Assert.Equal("secret needle", await File.ReadAllTextAsync(outside, Cancel));
        }
        finally
        {
            File.Delete(outside);
        }
    }

    [Fact]
    public async Task Files_BesideTheThreeFolders_AreNamedWithTheRemedyUntilMoved()
    {
        string stray = _bench.PathOf("stray.md", "");
        await File.WriteAllTextAsync(stray, "# Stray\n\nneedle", Cancel);
        await File.WriteAllTextAsync(_bench.PathOf("metadata.json", ""), "{}", Cancel);
        Directory.CreateDirectory(_bench.PathOf("notes.md", ""));

        HealthReport report = await _space.CheckAsync(Cancel);

        FileProblem problem = Assert.Single(report.Problems);
        Assert.Equal(("stray.md", false, false), (problem.File, problem.IsFound, report.Healthy));
        Assert.Contains("move it into memory/short_term", problem.Reason, StringComparison.Ordinal);
        Assert.Equal(["Good"], await StoreBench.FindAsync(_space, "needle"));

        File.Move(stray, _bench.PathOf("stray.md"));

        await StoreBench.AssertHealthyAsync(_space);
        Assert.Equal(["Good", "Stray"], await StoreBench.FindAsync(_space, "needle"));
    }

    [Fact]
    public async Task Create_NameTakenBySomethingThatIsNoFile_TakesTheNext()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        IMemorySpace space = await _bench.OpenAsync(clock);
        Directory.CreateDirectory(_bench.PathOf("20260102_030405_x.md"));
        await Shell.RunAsync("mkfifo", [_bench.PathOf("20260102_030405_x_2.md")], Cancel);
        File.CreateSymbolicLink(_bench.PathOf("20260102_030405_x_3.md"), "nowhere");

        Assert.Equal("20260102_030405_x_4.md", (await StoreBench.CreateAsync(space, "x")).Filename.Value);
    }

    private async Task<IReadOnlyList<MemoryId>> FindAsync(string query) =>
        [.. (await _space.SearchAsync(new Search.MemoryQuery { Query = query }, Cancel)).Matches.Select(static match => match.Filename)];
}

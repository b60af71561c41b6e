using System.Text;
using System.Text.Json;
using WhiteMagic.Memories;

namespace WhiteMagic.Hosts.Tests.Cli;

public sealed class ImportTests : IDisposable
{
    private const string Note = "---\ntitle: \"Release: how\"\ntags: [Ops, '#release']\ndate: 2026-03-01\nupdated: 2026-03-02T10:00:00Z\nstatus: draft # mine\naliases:\n  - shipping\n---\n# Heading\n\nSee [[Who reviews]]. #inline/tag #1 `#code`\n";

    private readonly WmBench _wm = new();

    public void Dispose() => _wm.Dispose();

    [Fact]
    public async Task Markdown_FrontMatterIsUsed_AndWhatIsUnknownIsKept()
    {
        _wm.WriteFile("vault/ops/release.md", Note);

        Assert.Equal(0, (await _wm.RunAsync("import", "markdown", "vault", "--inline-tags", "--tag", "old")).ExitCode);

        MemoryEntry entry = Assert.Single(_wm.Spaces.Default.Entries);
        Assert.Equal("Release: how", entry.Title);
        Assert.Equal(["old", "ops", "release", "inline/tag"], entry.Tags);
        Assert.Equal((new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero)), (entry.Created, entry.Updated));
        Assert.Equal("# Heading\n\nSee [[Who reviews]]. #inline/tag #1 `#code`\n\n```yaml\nstatus: draft # mine\naliases:\n  - shipping\n```\n", entry.Content);
        Assert.Equal(MemoryKind.LongTerm, entry.Kind);
    }

    [Theory]
    [InlineData("markdown", "Heading")]
    [InlineData("obsidian", "the file")]
    public async Task AnUntitledNote_IsCalledByHeadingOrFileName(string kind, string title)
    {
        _wm.WriteFile("vault/the file.md", "# Heading\n\nText.\n");
        File.SetLastWriteTimeUtc(Path.Join(_wm.Home, "vault/the file.md"), new DateTime(2025, 1, 2, 3, 4, 5, DateTimeKind.Utc));

        await _wm.RunAsync("import", kind, "vault");

        MemoryEntry entry = Assert.Single(_wm.Spaces.Default.Entries);
        Assert.Equal((title, new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero)), (entry.Title, entry.Created));
    }

    [Fact]
    public async Task Times_AreCutToMilliseconds()
    {
        _wm.WriteFile("a.jsonl", "{\"title\":\"A\",\"content\":\"x\",\"created\":\"2026-01-02T03:04:05.1234567Z\"}");

        await _wm.RunAsync("import", "jsonl", "a.jsonl");

        MemoryEntry entry = Assert.Single(_wm.Spaces.Default.Entries);
        DateTimeOffset cut = new(2026, 1, 2, 3, 4, 5, 123, TimeSpan.Zero);
        Assert.Equal((cut, cut), (entry.Created, entry.Updated));
    }

    [Fact]
    public async Task AFolder_IsReadWithoutDotFoldersAndLinks()
    {
        foreach (string path in (string[])["v/a.md", "v/sub/b.markdown", "v/.obsidian/c.md", "v/.trash/d.md", "v/templates/e.md", "v/image.png", "outside/f.md"])
        {
            _wm.WriteFile(path, path);
        }

        File.CreateSymbolicLink(Path.Join(_wm.Home, "v/link.md"), Path.Join(_wm.Home, "outside/f.md"));
        Directory.CreateSymbolicLink(Path.Join(_wm.Home, "v/loop"), Path.Join(_wm.Home, "v"));

        JsonElement results = (await _wm.RunAsync("import", "markdown", "v", "--json")).Json.GetProperty("results");

        Assert.Equal(["a.md", "sub/b.markdown", "templates/e.md"], results.EnumerateArray().Select(r => r.GetProperty("source").GetString()));
    }

    [Fact]
    public async Task ImportingAgain_BringsOnlyWhatIsNew()
    {
        _wm.WriteFile("v/a.md", "one");
        _wm.WriteFile("v/b.md", "two");
        await _wm.RunAsync("import", "markdown", "v");
        _wm.WriteFile("v/c.md", "three");

        JsonElement dry = (await _wm.RunAsync("import", "markdown", "v", "--dry-run", "--json")).Json;
        Assert.Equal(2, _wm.Spaces.Default.Entries.Count);
        JsonElement real = (await _wm.RunAsync("import", "markdown", "v", "--json")).Json;

        Assert.Equal(3, _wm.Spaces.Default.Entries.Count);
        Assert.Equal(["unchanged", "unchanged", "imported"], Outcomes(dry));
        Assert.Equal(Outcomes(dry), Outcomes(real));
        Assert.Equal((1, 2, 0), (real.GetProperty("imported").GetInt32(), real.GetProperty("unchanged").GetInt32(), real.GetProperty("failed").GetInt32()));
    }

    [Fact]
    public async Task ABadNote_FailsAloneAndTheDryRunSaysSo()
    {
        _wm.WriteFile("v/a.md", "fine");
        _wm.WriteFile("v/bad.md", $"---\ntags: [{new string('x', 200)}]\n---\ntext");
        _wm.WriteFile("v/broken.md", "---\ntitle: a\ntitle: b\n---\ntext");

        WmRun dry = await _wm.RunAsync("import", "markdown", "v", "--dry-run", "--json");
        WmRun run = await _wm.RunAsync("import", "markdown", "v");

        Assert.Equal((1, 1), (dry.ExitCode, run.ExitCode));
        Assert.Equal(["imported", "failed", "imported"], Outcomes(dry.Json));
        Assert.Contains("error: bad.md: tags: has a tag of 200 characters", run.Error, StringComparison.Ordinal);
        Assert.Contains("warning: broken.md: its front matter is kept as text: line 3: duplicate key", run.Error, StringComparison.Ordinal);
        Assert.Equal(["---\ntitle: a\ntitle: b\n---\ntext", "fine"], _wm.Spaces.Default.Entries.Select(e => e.Content).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task JsonLines_EachLineIsTakenOrSaysWhyNot()
    {
        _wm.Input = """
            {"title": "A", "content": "x", "type": "long_term", "tags": ["t"], "created": "2025-01-02T03:04:05Z"}

            {"title": "A"}
            not json
            {"title": "A", "content": "x", "type": "sometime"}
            {"title": "A", "content": "x"}
            """;

        WmRun run = await _wm.RunAsync("import", "jsonl", "-", "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["imported", "failed", "failed", "failed", "unchanged"], Outcomes(run.Json));
        Assert.Equal("line 3", run.Json.GetProperty("results")[1].GetProperty("source").GetString());
        Assert.Equal(MemoryKind.LongTerm, Assert.Single(_wm.Spaces.Default.Entries).Kind);
    }

    [Fact]
    public async Task AnExport_ImportsIntoAnotherSpaceTheSame()
    {
        string a = await CreateAsync("Ä 苹果", "text\nwith \"lines\"", "long_term");
        string b = await CreateAsync("B", "more", "short_term");
        await _wm.RunAsync("relate", a, b, "-r", "implements", "-d", "why");
        await _wm.RunAsync("delete", b);
        WmRun export = await _wm.RunAsync("export", "-a");

        _wm.Input = export.Out;
        Assert.Equal(0, (await _wm.RunAsync("--space", "copy", "import", "jsonl", "-")).ExitCode);

        Assert.Equal(export.Out, (await _wm.RunAsync("--space", "copy", "export", "-a")).Out);
        Assert.Equal(2, export.Lines.Length);
    }

    [Fact]
    public async Task Export_ToAFileOrFolder_WritesIt()
    {
        await CreateAsync("A", "text", "long_term");

        await _wm.RunAsync("export", "-o", "out/all.jsonl");
        WmRun run = await _wm.RunAsync("export", "--format", "markdown", "-o", "notes");

        Assert.Equal("A", JsonDocument.Parse(File.ReadAllText(Path.Join(_wm.Home, "out/all.jsonl"))).RootElement.GetProperty("title").GetString());
        Assert.Matches("^---\ntitle: \"A\"\n(.+\n)+---\n\ntext\n$", File.ReadAllText(Path.Join(_wm.Home, "notes/long_term/20261123_101500_a.md")));
        Assert.Equal(Path.Join(_wm.Home, "notes") + "\n", run.Out);
        Assert.Equal(2, (await _wm.RunAsync("export", "--format", "markdown")).ExitCode);
    }

    [Fact]
    public async Task Markdown_Utf16_IsRead()
    {
        Directory.CreateDirectory(Path.Join(_wm.Home, "v"));
        File.WriteAllText(Path.Join(_wm.Home, "v/a.md"), "---\ntitle: Ünï\n---\ntext", Encoding.Unicode);

        await _wm.RunAsync("import", "markdown", "v");

        MemoryEntry entry = Assert.Single(_wm.Spaces.Default.Entries);
        Assert.Equal(("Ünï", "text"), (entry.Title, entry.Content));
    }

    private static IEnumerable<string?> Outcomes(JsonElement report) =>
        report.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("outcome").GetString());

    private async Task<string> CreateAsync(string title, string content, string type) =>
        (await _wm.RunAsync("create", title, "-c", content, "-t", type)).Out.Trim();
}

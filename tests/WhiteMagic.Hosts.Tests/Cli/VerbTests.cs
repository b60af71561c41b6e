using System.Text.Json;
using WhiteMagic.Consolidation;
using WhiteMagic.Context;
using WhiteMagic.Diagnostics;
using WhiteMagic.Memories;
using WhiteMagic.Search;

namespace WhiteMagic.Hosts.Tests.Cli;

public sealed class VerbTests : IDisposable
{
    private readonly WmBench _wm = new();

    public void Dispose() => _wm.Dispose();

    [Fact]
    public async Task Create_WithContent_PrintsTheFilenameAlone()
    {
        WmRun run = await _wm.RunAsync("create", "Why SQLite", "-c", "One file.", "--tag", "decision,db", "-T", "proven", "-t", "long_term");

        Assert.Equal((0, "20261123_101500_why_sqlite.md\n", ""), (run.ExitCode, run.Out, run.Error));
        MemoryEntry entry = Assert.Single(_wm.Spaces.Default.Entries);
        Assert.Equal(["decision", "db", "proven"], entry.Tags);
        Assert.Equal((MemoryKind.LongTerm, "One file."), (entry.Kind, entry.Content));
    }

    [Theory]
    [InlineData("create T")]
    [InlineData("create T --content -")]
    [InlineData("create T --content-file -")]
    public async Task Create_WithTextPiped_TakesIt(string line)
    {
        _wm.Input = "piped\ntext\n";

        Assert.Equal(0, (await _wm.RunAsync(line.Split(' '))).ExitCode);

        Assert.Equal("piped\ntext\n", Assert.Single(_wm.Spaces.Default.Entries).Content);
    }

    [Fact]
    public async Task Create_TitleLikeAResponseFile_IsTheTitle()
    {
        await _wm.RunAsync("create", "@home", "-c", "x");

        Assert.Equal("@home", Assert.Single(_wm.Spaces.Default.Entries).Title);
    }

    [Fact]
    public async Task Create_OnATerminalWithoutText_SaysHowToGiveIt()
    {
        _wm.OnTerminal = true;

        WmRun run = await _wm.RunAsync("create", "T");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("give --content TEXT or --content-file FILE", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_OneQuery_WritesTheContractsJson()
    {
        await CreateAsync("Why SQLite", "One file, no server.");

        WmRun run = await _wm.RunAsync("search", "no server", "--json", "-n", "3", "--since", "2d", "--mode", "lexical");

        JsonElement match = run.Json.GetProperty("matches")[0];
        Assert.Equal("20261123_101500_why_sqlite.md", match.GetProperty("filename").GetString());
        MemoryQuery asked = _wm.Spaces.Default.Searched!;
        Assert.Equal((3, SearchMode.Lexical, _wm.Time.GetUtcNow().AddDays(-2)), (asked.Limit, asked.Mode, asked.Since!.Value));
    }

    [Fact]
    public async Task Search_SeveralQueries_AnswersEachInOrder()
    {
        await CreateAsync("A", "apples");
        await CreateAsync("B", "pears");

        JsonElement results = (await _wm.RunAsync("search", "pears", "apples", "--json")).Json.GetProperty("results");

        Assert.Equal(["pears", "apples"], results.EnumerateArray().Select(r => r.GetProperty("query").GetString()));
        Assert.Equal("B", results[0].GetProperty("matches")[0].GetProperty("title").GetString());
    }

    [Fact]
    public async Task Search_WithoutQuery_ListsByFilters()
    {
        await CreateAsync("A", "apples");

        WmRun run = await _wm.RunAsync("search", "--tag", "a", "--tag", "b");

        Assert.Equal(0, run.ExitCode);
        Assert.Null(_wm.Spaces.Default.Searched!.Query);
        Assert.Equal(["a", "b"], _wm.Spaces.Default.Searched.Tags);
    }

    [Fact]
    public async Task Read_Raw_WritesTheContentAsItStands()
    {
        string id = await CreateAsync("A", "line one\nline two");

        Assert.Equal("line one\nline two", (await _wm.RunAsync("read", id, "--raw")).Out);
        Assert.Equal("---\n", (await _wm.RunAsync("read", id, "--lines", "1")).Out);
        Assert.Contains("tags: t", (await _wm.RunAsync("read", id[..^3])).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_SeveralOneMissing_ReadsTheOthersAndFails()
    {
        string id = await CreateAsync("A", "apples");

        WmRun run = await _wm.RunAsync("read", id, "missing", "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal([true, false], run.Json.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("ok").GetBoolean()));
    }

    [Fact]
    public async Task Read_NoneThere_IsNotFoundInWordsOfTheCommandLine()
    {
        WmRun run = await _wm.RunAsync("read", "a", "b");

        Assert.Equal(3, run.ExitCode);
        Assert.StartsWith("error: no memory is named a.md; wm search WORDS", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_WithEmptyInput_SaysHowToGiveText()
    {
        WmRun run = await _wm.RunAsync("create", "T");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("standard input is empty: give --content TEXT", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Context_WhenNothingFits_SaysSo()
    {
        await CreateAsync("A", "apples");

        WmRun run = await _wm.RunAsync("context", "full", "--max-tokens", "5");

        Assert.Equal((0, "", "nothing fitted in 5 tokens; a larger --max-tokens gives more\n"), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public async Task Json_Emoji_AreWrittenPlain()
    {
        string id = await CreateAsync("👍 𝐛 苹果", "x");

        Assert.Contains("\"👍 𝐛 苹果\"", (await _wm.RunAsync("read", id, "--json")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_WhatMustBeEscaped_Is()
    {
        var encoder = WhiteMagicJson.Readable.Options.Encoder!;

        Assert.Equal("👍\\u0001👍\\\"\\\\é", encoder.Encode("👍\u0001👍\"\\é"));
        Assert.Equal("x\uFFFD👍", encoder.Encode("x\uD83D👍"));
        Assert.Equal(6, encoder.FindFirstCharacterToEncodeUtf8("👍é\n"u8));
        Assert.Equal(-1, encoder.FindFirstCharacterToEncodeUtf8("👍é𝐛"u8));
    }

    [Fact]
    public async Task Update_EachPart_Changes()
    {
        string id = await CreateAsync("A", "apples");

        WmRun run = await _wm.RunAsync("update", id, "--title", "B", "--append", "pears", "--add-tag", "x", "--remove-tag", "t");

        Assert.Equal(0, run.ExitCode);
        MemoryEntry entry = Assert.Single(_wm.Spaces.Default.Entries);
        Assert.Equal(("B", "apples\npears"), (entry.Title, entry.Content));
        Assert.Equal(["x"], entry.Tags);
    }

    [Fact]
    public async Task Update_OfAnotherVersion_IsAConflict()
    {
        string id = await CreateAsync("A", "apples");

        Assert.Equal(4, (await _wm.RunAsync("update", id, "--title", "B", "--expected-version", "v0")).ExitCode);
        Assert.Equal(2, (await _wm.RunAsync("update", id)).ExitCode);
    }

    [Theory]
    [InlineData(false, null, false, 2)]
    [InlineData(true, "n\n", false, 1)]
    [InlineData(true, "y\n", true, 0)]
    public async Task Delete_Permanent_NeedsConsent(bool terminal, string? answer, bool gone, int exit)
    {
        string id = await CreateAsync("A", "apples");
        (_wm.OnTerminal, _wm.Input) = (terminal, answer);

        WmRun run = await _wm.RunAsync("delete", id, "--permanent");

        Assert.Equal(exit, run.ExitCode);
        Assert.Equal(gone, _wm.Spaces.Default.Entries.Count == 0);
    }

    [Fact]
    public async Task DeleteAndRestore_MoveToTheArchiveAndBack()
    {
        string id = await CreateAsync("A", "apples");

        Assert.Equal("archived", (await _wm.RunAsync("delete", id, "--json")).Json.GetProperty("action").GetString());
        Assert.Equal(0, (await _wm.RunAsync("restore", id)).ExitCode);
        Assert.Equal(4, (await _wm.RunAsync("restore", id)).ExitCode);
        Assert.Equal(0, (await _wm.RunAsync("delete", id, "--permanent", "--yes")).ExitCode);
        Assert.Equal(3, (await _wm.RunAsync("delete", id)).ExitCode);
    }

    [Fact]
    public async Task Relate_TwoMemories_Links()
    {
        string source = await CreateAsync("A", "apples");
        string target = await CreateAsync("B", "pears");

        WmRun run = await _wm.RunAsync("relate", source, target, "-r", "depends-on", "-d", "fruit");

        Assert.Equal($"{source} depends_on {target}\n", run.Out);
    }

    [Fact]
    public async Task List_Redirected_IsAPlainTable()
    {
        await CreateAsync("Äpfel 苹果", "x");
        _wm.Time.Advance(TimeSpan.FromSeconds(1));
        await CreateAsync("B", "x");

        WmRun run = await _wm.RunAsync("list");

        Assert.Equal(
            [
                "TITLE       TYPE        TAGS  CREATED               FILENAME",
                "B           short_term  t     2026-11-23T10:15:01Z  20261123_101501_b.md",
                "Äpfel 苹果  short_term  t     2026-11-23T10:15:00Z  20261123_101500_äpfel_苹果.md",
            ],
            run.Lines);
    }

    [Fact]
    public async Task List_OnATerminal_FitsIt()
    {
        await CreateAsync("A title that is far too long for a terminal as narrow as this one", "x");
        (_wm.OnTerminal, _wm.Width) = (true, 120);

        WmRun run = await _wm.RunAsync("list", "--no-color");

        Assert.Contains("just now", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Out);
        Assert.All(run.Lines, line => Assert.True(line.TrimEnd().Length <= 120, line));
    }

    [Fact]
    public async Task List_OnANarrowTerminal_KeepsFilenamesWhole()
    {
        string id = await CreateAsync("A title that is far too long for a terminal as narrow as this one", "x");
        (_wm.OnTerminal, _wm.Width) = (true, 40);

        WmRun run = await _wm.RunAsync("list", "--no-color");

        Assert.Equal(["A title that is far too long for a terminal as narrow as this one", $"  short_term · t · just now · {id}"], run.Lines);
    }

    [Fact]
    public async Task List_TitleWithEscapes_DoesNotReachTheTerminal()
    {
        await CreateAsync("red\e[31m\nnext", "x");
        (_wm.OnTerminal, _wm.Width) = (true, 200);

        Assert.DoesNotContain("\e[31m", (await _wm.RunAsync("list")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Context_Tier_TakesItsBudgetFromTheSettings()
    {
        await CreateAsync("A", "apples");
        _wm.Environment["WM_CONTEXT__FULL_TOKENS"] = "9000";

        WmRun run = await _wm.RunAsync("context", "full", "--query", "q", "--role", "r");

        Assert.Contains("apples", run.Out, StringComparison.Ordinal);
        ContextRequest asked = _wm.Spaces.Default.ContextAsked!;
        Assert.Equal((ContextTier.Full, "q", "r", 9000), (asked.Tier, asked.Query, asked.Role, asked.MaxTokens!.Value));
    }

    [Fact]
    public async Task Consolidate_IsADryRunUnlessApplied()
    {
        await _wm.RunAsync("consolidate");
        ConsolidationRequest asked = _wm.Spaces.Default.Consolidated!;
        Assert.Equal((true, 7), (asked.DryRun, asked.MinAgeDays));

        await _wm.RunAsync("consolidate", "--apply", "--min-age-days", "0", "--promote-tag", "keep");
        asked = _wm.Spaces.Default.Consolidated!;
        Assert.Equal((false, 0), (asked.DryRun, asked.MinAgeDays));
        Assert.Equal(["keep"], asked.AutoPromoteTags);
    }

    [Fact]
    public async Task Metrics_TrackedValue_IsSummarisedAndExported()
    {
        WmRun track = await _wm.RunAsync("metrics", "track", "build", "a \"quoted\", name", "41.5", "--context", "said \"so\", twice");

        Assert.Equal((0, "build a \"quoted\", name: 1 value\n"), (track.ExitCode, track.Out));
        Assert.Equal(41.5, (await _wm.RunAsync("metrics", "summary", "--json")).Json.GetProperty("metrics")[0].GetProperty("latest").GetDouble());
        Assert.Equal(1, (await _wm.RunAsync("metrics", "export")).Json.GetArrayLength());
        Assert.Equal(
            "timestamp,category,metric,value,context\n2026-11-23T10:15:00.0000000Z,build,\"a \"\"quoted\"\", name\",41.5,\"said \"\"so\"\", twice\"\n",
            (await _wm.RunAsync("metrics", "export", "--format", "csv")).Out);
    }

    [Fact]
    public async Task Metrics_AContextOfSeveralLines_IsRefusedWithWhatIsAllowed()
    {
        WmRun track = await _wm.RunAsync("metrics", "track", "build", "seconds", "1", "--context", "two\nlines");

        Assert.Equal((2, "error: --context: must be 1 to 200 characters, none a control character\n"), (track.ExitCode, track.Error));
    }

    [Fact]
    public async Task Metrics_NothingTracked_ExportsAnEmptyArray() =>
        Assert.Equal(0, (await _wm.RunAsync("metrics", "export", "--json")).Json.GetArrayLength());

    [Fact]
    public async Task Doctor_AnUnhealthySpace_TellsTheRemedyAndFails()
    {
        Assert.Equal(0, (await _wm.RunAsync("doctor")).ExitCode);
        _wm.Spaces.Default.Health = new HealthReport
        {
            Space = "default",
            Healthy = false,
            Indexed = 3,
            Index = "malformed",
            Problems =
            [
                new FileProblem { File = "short_term/x.md", Reason = "no closing line", Line = 4, IsFound = true },
                new FileProblem { File = "short_term/sub", Reason = "is a folder; memories are files", Line = 0 },
            ],
            DanglingRelations = ["a.md -> b.md"],
            DuplicateIds = [],
        };

        WmRun run = await _wm.RunAsync("doctor");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("wm reindex", run.Out, StringComparison.Ordinal);
        Assert.Contains("short_term/x.md:4: no closing line", run.Out, StringComparison.Ordinal);
        Assert.Contains("not read: short_term/sub: is a folder", run.Out, StringComparison.Ordinal);
        Assert.Contains("a.md -> b.md", run.Out, StringComparison.Ordinal);
    }

    private async Task<string> CreateAsync(string title, string content) =>
        (await _wm.RunAsync("create", title, "-c", content, "--tag", "t", "-q")).Out.Trim().Split(' ')[^1];
}

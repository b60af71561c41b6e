using System.Text.Json;

namespace WhiteMagic.Hosts.Tests.Cli;

[Collection(nameof(FilesVerbTests))]
public sealed class FilesVerbTests : IDisposable
{
    private readonly WmBench _wm = new();

    public FilesVerbTests()
    {
        _wm.WriteFile("notes/a.md", "# Title\nfind the needle\nlast line\n");
        _wm.WriteFile("notes/sub/b.txt", "needle one\nNEEDLE two");
        _wm.WriteFile("notes/skipped.log", "needle");
        _wm.WriteFile("notes/.gitignore", "*.log\n");
        _wm.WriteFile("notes/.hidden", "needle");
        File.WriteAllBytes(Path.Join(_wm.Home, "notes", "image.png"), [1, 0, 2, .. "needle"u8]);
    }

    public void Dispose() => _wm.Dispose();

    [Fact]
    public async Task Search_ATextBelowAFolder_WritesLinesAsGrepDoes()
    {
        WmRun run = await _wm.RunAsync("files", "search", "needle", "notes");

        Assert.Equal((0, "notes/a.md:2:find the needle\nnotes/sub/b.txt:1:needle one\n"), (run.ExitCode, run.Out));
        Assert.Equal("1 file skipped that is no text; --text searches them too\n2 lines in 2 files, 3 files searched\n", run.Error);
        Assert.Empty(_wm.Opened);
    }

    [Theory]
    [InlineData("needle -i notes", "notes/a.md:2:find the needle|notes/sub/b.txt:1:needle one|notes/sub/b.txt:2:NEEDLE two")]
    [InlineData("needle --or Title notes", "notes/a.md:1:# Title|notes/a.md:2:find the needle|notes/sub/b.txt:1:needle one")]
    [InlineData("-E ^n.*e$ notes", "notes/sub/b.txt:1:needle one")]
    [InlineData("needle notes -g *.md -C 1", "notes/a.md-1-# Title|notes/a.md:2:find the needle|notes/a.md-3-last line")]
    [InlineData("needle notes -n 1", "notes/a.md:2:find the needle")]
    [InlineData("needle notes -l", "notes/a.md|notes/sub/b.txt")]
    [InlineData("needle notes --no-ignore --hidden -l", "notes/.hidden|notes/a.md|notes/skipped.log|notes/sub/b.txt")]
    [InlineData("needle notes/skipped.log notes/sub", "notes/skipped.log:1:needle|notes/sub/b.txt:1:needle one")]
    public async Task Search_WithOptions_FindsAccordingly(string line, string expected)
    {
        WmRun run = await _wm.RunAsync(["files", "search", .. line.Split(' ')]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(expected.Split('|'), run.Lines);
    }

    [Fact]
    public async Task Search_WithoutPath_SearchesTheCurrentFolder() =>
        Assert.Equal(["notes/a.md:1:# Title"], (await _wm.RunAsync("files", "search", "Title")).Lines);

    [Fact]
    public async Task Search_Json_TellsAll()
    {
        JsonElement json = (await _wm.RunAsync("files", "search", "needle", "notes", "missing", "--json")).Json;

        JsonElement file = json.GetProperty("files")[0];
        Assert.Equal(("notes/a.md", 1), (file.GetProperty("path").GetString(), file.GetProperty("matches").GetInt32()));
        JsonElement line = file.GetProperty("lines")[0];
        Assert.Equal((2, 10, "find the needle"), (line.GetProperty("line").GetInt32(), line.GetProperty("column").GetInt32(), line.GetProperty("text").GetString()));
        Assert.Equal((2, false), (json.GetProperty("matches").GetInt32(), json.GetProperty("truncated").GetBoolean()));
        Assert.Equal(["binary", "not_found"], json.GetProperty("problems").EnumerateArray().Select(static p => p.GetProperty("code").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Search_OnATerminal_SetsMatchesOffAndObeysNothing()
    {
        _wm.OnTerminal = true;
        _wm.WriteFile("notes/evil.md", "\e[2J needle");

        string shown = (await _wm.RunAsync("files", "search", "needle", "notes/a.md", "notes/evil.md")).Out;

        Assert.Contains("\e[1;31mneedle\e[0m", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[2J", shown, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', (await _wm.RunAsync("files", "search", "needle", "notes", "--no-color")).Out);
    }

    [Theory]
    [InlineData("files search", 2, "'files search' needs PATTERN")]
    [InlineData("files", 2, "'files' needs one of: read, search")]
    [InlineData("files search ( -E notes", 2, "not valid at character")]
    [InlineData("files search a --or b -E", 2, "a|b")]
    [InlineData("files search a -n 0", 2, "--limit is at least 1")]
    [InlineData("files search a -C 5000", 2, "--context is from 0 to 1000")]
    [InlineData("files search a missing", 3, "'missing' does not exist")]
    [InlineData("files search needle notes missing", 1, "'missing' does not exist")]
    [InlineData("files search nowhere notes", 0, "nothing found, 3 files searched")]
    [InlineData("files read", 2, "'files read' needs PATH")]
    [InlineData("files read missing", 3, "'missing' does not exist")]
    [InlineData("files read notes/image.png", 1, "taken for no text")]
    [InlineData("files read notes/a.md missing", 1, "'missing' does not exist")]
    [InlineData("files read notes/a.md --max-bytes 0", 2, "--max-bytes is from 1 to")]
    [InlineData("files read notes/a.md --max-bytes 5", 1, "the most is 5")]
    public async Task Files_WrongOrMissing_SayWhatAndGiveTheContractsCode(string line, int exit, string said)
    {
        WmRun run = await _wm.RunAsync(line.Split(' '));

        Assert.Equal(exit, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_EmptyPattern_IsAUsageErrorInJsonToo()
    {
        WmRun run = await _wm.RunAsync("files", "search", "", "--json");

        Assert.Equal((2, "usage"), (run.ExitCode, run.Json.GetProperty("error").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Read_OneFile_WritesItAsItIs() =>
        Assert.Equal((0, "# Title\nfind the needle\nlast line\n", ""), await ReadAsync("notes/a.md"));

    [Fact]
    public async Task Read_Several_WritesEachUnderItsName() =>
        Assert.Equal(
            (0, "==> notes/sub/b.txt <==\nneedle one\nNEEDLE two\n\n==> notes/a.md <==\n# Title\nfind the needle\nlast line\n\n", ""),
            await ReadAsync("notes/sub/b.txt", "notes/a.md"));

    [Fact]
    public async Task Read_FolderAsJson_GivesItsTextsAndWhatWasLeftOut()
    {
        JsonElement json = (await _wm.RunAsync("files", "read", "notes", "--json")).Json;

        Assert.Equal(["notes/a.md", "notes/sub/b.txt"], json.GetProperty("files").EnumerateArray().Select(static f => f.GetProperty("path").GetString()));
        Assert.Equal("# Title\nfind the needle\nlast line\n", json.GetProperty("files")[0].GetProperty("text").GetString());
        Assert.Equal("binary", json.GetProperty("problems")[0].GetProperty("code").GetString());
    }

    private async Task<(int ExitCode, string Out, string Error)> ReadAsync(params string[] paths)
    {
        WmRun run = await _wm.RunAsync(["files", "read", .. paths]);
        return (run.ExitCode, run.Out, run.Error);
    }
}

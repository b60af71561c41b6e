namespace WhiteMagic.Hosts.Tests.Cli;

public sealed class CommandLineHabitsTests : IDisposable
{
    private readonly WmBench _wm = new();

    public void Dispose() => _wm.Dispose();

    [Theory]
    [InlineData("-tag:t1 cafe")]
    [InlineData("-tag:t1")]
    [InlineData("-draft")]
    [InlineData("-")]
    public async Task Search_AQueryThatBeginsWithAMinusSign_IsAQuery(string query)
    {
        WmRun run = await _wm.RunAsync("--space", "default", "search", query, "-n", "3");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal((query, 3), (_wm.Spaces.Default.Searched!.Query, _wm.Spaces.Default.Searched.Limit));
    }

    [Theory]
    [InlineData("search x -n5 -aq")]
    [InlineData("find x -n=5 -a")]
    [InlineData("search x -n:5 --include-archived")]
    public async Task Search_Options_StayOptions(string line)
    {
        Assert.Equal(0, (await _wm.RunAsync(line.Split(' '))).ExitCode);

        Assert.Equal(("x", 5, true), (_wm.Spaces.Default.Searched!.Query, _wm.Spaces.Default.Searched.Limit, _wm.Spaces.Default.Searched.IncludeArchived));
    }

    [Theory]
    [InlineData("search -t cafe", "'cafe' is not one of short_term, long_term")]
    [InlineData("search --tga cafe", "'search' has no option --tga")]
    public async Task Search_AWrongOption_IsNamedWithTheWayToAQuery(string line, string hint)
    {
        WmRun run = await _wm.RunAsync(line.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(hint, run.Error, StringComparison.Ordinal);
        Assert.Contains("wm search -- -tag:x", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create --titel T -c text", "'create' has no option --titel; a value that begins with -- goes after --")]
    [InlineData("create --type", "--type needs a value")]
    [InlineData("files search --regx a", "'files search' has no option --regx; did you mean --regex?; a value")]
    [InlineData("create", "'create' needs TITLE: What the memory is called")]
    [InlineData("relate a.md", "'relate' needs TARGET: The memory it points at")]
    public async Task AnOptionThereIsNot_OrAValueLeftOut_IsNamed(string line, string hint)
    {
        WmRun run = await _wm.RunAsync(line.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(hint, run.Error, StringComparison.Ordinal);
        Assert.Empty(_wm.Opened);
    }

    [Fact]
    public async Task Search_AfterTwoMinusSigns_TakesAnything()
    {
        await _wm.RunAsync("search", "--", "--tga");

        Assert.Equal("--tga", _wm.Spaces.Default.Searched!.Query);
    }

    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help search", "search --help")]
    [InlineData("help backup create", "backup create --help")]
    public async Task Help_AsAVerb_IsTheHelp(string line, string same) =>
        Assert.Equal((await _wm.RunAsync(same.Split(' '))).Out, (await _wm.RunAsync(line.Split(' '))).Out);

    [Fact]
    public async Task Version_WithJson_IsJson() =>
        Assert.Matches(@"^\d+\.\d+\.\d+$", (await _wm.RunAsync("--version", "--json")).Json.GetProperty("version").GetString());

    [Theory]
    [InlineData("setup nope", "'nope' is not one of claude")]
    [InlineData("completion tcsh", "'tcsh' is not one of bash, zsh, fish, pwsh")]
    public async Task AnArgumentOfAFewWords_ListsThemInOneLine(string line, string hint)
    {
        WmRun run = await _wm.RunAsync(line.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(hint, run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.Error.TrimEnd('\n').Split('\n').Length);
    }
}

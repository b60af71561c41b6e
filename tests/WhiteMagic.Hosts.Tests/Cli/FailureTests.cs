namespace WhiteMagic.Hosts.Tests.Cli;

public sealed class FailureTests : IDisposable
{
    private readonly WmBench _wm = new();

    public void Dispose() => _wm.Dispose();

    [Theory]
    [InlineData("list")]
    [InlineData("mcp")]
    public async Task ALibraryThatIsMissing_IsNamedWithTheRemedy(string verb)
    {
        _wm.Fault = new TypeInitializationException("X", new DllNotFoundException("Unable to load shared library 'e_sqlite3' or one of its dependencies."));

        WmRun run = await _wm.RunAsync(verb);

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Matches(@"^error: \S*e_sqlite3\.\w+ cannot be loaded; put it beside wm again, or install wm anew\n$", run.Error);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("mcp")]
    public async Task WhatNobodyForesaw_IsOneLine(string verb)
    {
        _wm.Fault = new NotSupportedException("secret detail");

        WmRun run = await _wm.RunAsync(verb);

        Assert.Equal((1, "error: internal error: NotSupportedException; WM_DEBUG=1 shows where\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task WhatNobodyForesaw_WithDebug_ShowsTheStack()
    {
        (_wm.Fault, _wm.Environment["WM_DEBUG"]) = (new NotSupportedException("detail"), "1");

        Assert.Contains("detail", (await _wm.RunAsync("list")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create T -f nowhere.md", "error: there is no file nowhere.md\n")]
    [InlineData("import jsonl nowhere.jsonl", "error: there is no file nowhere.jsonl\n")]
    [InlineData("create T -f no/where.md", "error: no/where.md cannot be read: its folder does not exist\n")]
    public async Task APathThatCannotBeUsed_IsNamedAsGiven(string line, string error)
    {
        WmRun run = await _wm.RunAsync(line.Split(' '));

        Assert.Equal((1, error), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task AFieldOfTheStore_IsNamedAsItsOption()
    {
        _wm.Fault = new InvalidInputException("max_tokens", "is 0; give 1 or more");

        Assert.Equal((2, "error: --max-tokens: is 0; give 1 or more\n"), Of(await _wm.RunAsync("list")));
        _wm.Fault = new InvalidInputException("add_tags", "too many");
        Assert.Equal((2, "error: --add-tag: too many\n"), Of(await _wm.RunAsync("update", "a", "--add-tag", "x")));
        Assert.Equal((2, "error: add_tags: too many\n"), Of(await _wm.RunAsync("list")));
    }

    private static (int, string) Of(WmRun run) => (run.ExitCode, run.Error);
}

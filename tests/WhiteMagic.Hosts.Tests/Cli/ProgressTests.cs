using Microsoft.Extensions.Time.Testing;
using WhiteMagic.Cli.Output;
using WhiteMagic.Diagnostics;

namespace WhiteMagic.Hosts.Tests.Cli;

/// <summary>What takes long shows on standard error how far it is, where a person sees it.</summary>
public sealed class ProgressTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly WmBench _wm = new();
    private readonly StringWriter _error = new() { NewLine = "\n" };
    private readonly FakeTimeProvider _time = new();

    private static readonly string[] OpenNoSpace = ["files", "config", "setup", "completion", "demo", "mcp", "backup"];

    // The lines of metrics export show how far it is.
    public static TheoryData<string> Verbs => [.. VerbLines.Verbs.Select(verb => verb.Path).Where(path => path != "metrics export" && !OpenNoSpace.Contains(path.Split(' ')[0]))];

    public void Dispose()
    {
        _wm.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task LessThanHalfASecond_ShowsNothing()
    {
        await RunAsync(new OutputStyle { Color = true }, progress => After(TimeSpan.FromMilliseconds(499), progress, 1, 2));

        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task MoreThanASecond_ShowsABarAndTakesItAway()
    {
        await RunAsync(new OutputStyle(), progress => After(Second, progress, 45, 100));

        string[] drawn = _error.ToString().Split('\r', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("importing ━━━━━━━━━━━━━─────────────────  45 %\e[K", drawn[0]);
        Assert.Equal("\e[K", drawn[^1]);
        Assert.All(drawn, line => Assert.DoesNotContain("\e[3", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WithColor_TheBarIsColored()
    {
        await RunAsync(new OutputStyle { Color = true }, progress => After(Second, progress, 1, 2));

        Assert.Contains("\e[36m━━━━━━━━━━━━━━━\e[0m\e[2m───────────────\e[0m", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutACount_ShowsThatItRuns()
    {
        await RunAsync(new OutputStyle(), progress =>
        {
            Assert.NotNull(progress);
            _time.Advance(Second);
            return Task.FromResult(1);
        });

        Assert.StartsWith("\rworking ⠋\e[K\rworking ⠙\e[K", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AfterAWhile_SaysHowLongItWillTake()
    {
        await RunAsync(new OutputStyle(), progress => After(10 * Second, progress, 25, 100));

        Assert.Contains(" 25 %  00:00:30 left", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATerminalWithoutACursor_GetsALineForEachQuarter()
    {
        await RunAsync(new OutputStyle { MovesCursor = false }, async progress =>
        {
            for (int done = 0; done <= 100; done += 10)
            {
                await After(Second, progress, done, 100);
            }

            return 1;
        });

        Assert.Equal("importing: 0 %\nimporting: 25 %\nimporting: 50 %\nimporting: 75 %\nimporting: 100 %\n", _error.ToString());
    }

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(200)]
    public async Task AnyWidth_ItStaysOnOneLine(int width)
    {
        await RunAsync(new OutputStyle(), progress => After(10 * Second, progress, 25, 100), width);

        Assert.All(_error.ToString().Split('\r'), line => Assert.True(line.Replace("\e[K", "", StringComparison.Ordinal).Length <= width, line));
    }

    [Fact]
    public async Task WhatIsSaidMeanwhile_StandsAboveTheBar()
    {
        Reporter reporter = Reporting(new OutputStyle(), 80);

        await ProgressView.RunAsync(reporter, "working", progress =>
        {
            _time.Advance(Second);
            _error.GetStringBuilder().Clear();
            reporter.Warn("something");
            return Task.FromResult(1);
        });

        Assert.StartsWith("\r\e[Kwarning: something\n", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DoneByManyAtOnce_NeverGoesBack()
    {
        await RunAsync(new OutputStyle { MovesCursor = false }, async progress =>
        {
            await After(Second, progress, 80, 100);
            return await After(Second, progress, 20, 100);
        });

        Assert.Equal("importing: 75 %\n", _error.ToString());
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task AnyVerbOfAStoreThatTakesLong_ShowsIt(string verb)
    {
        string[] line = await VerbLines.OfAsync(verb, _wm);
        string[] toFile = verb == "export" ? ["-o", "out.jsonl"] : [];
        (_wm.OnTerminal, _wm.Spaces.Opening) = (true, Slowly);

        WmRun shown = await _wm.RunAsync([.. line, .. toFile, "--no-color"]);

        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("indexing ━━━━━━━━━━━━━━━───────────────  50 %\e[K", shown.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[3", shown.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--quiet")]
    [InlineData("")]
    public async Task WhereNobodyWantsOrSeesIt_NothingIsShown(string option)
    {
        (_wm.OnTerminal, _wm.Spaces.Opening) = (option.Length > 0, Slowly);

        WmRun run = await _wm.RunAsync(["stats", .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    private void Slowly()
    {
        _wm.Opened[^1].Progress!.Report(new WorkProgress(1, 2, "indexing"));
        _wm.Time.Advance(Second);
    }

    private Task<int> After(TimeSpan time, IProgress<WorkProgress>? progress, int done, int total)
    {
        progress!.Report(new WorkProgress(done, total, "importing"));
        _time.Advance(time);
        return Task.FromResult(1);
    }

    private Task<int> RunAsync(OutputStyle style, Func<IProgress<WorkProgress>?, Task<int>> work, int width = 80) =>
        ProgressView.RunAsync(Reporting(style, width), "working", work);

    private Reporter Reporting(OutputStyle style, int width) =>
        new(new Terminal { Out = TextWriter.Null, Error = _error, In = TextReader.Null, ErrorIsTerminal = true, Width = width }, _time, style);
}

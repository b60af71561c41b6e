using System.Text.Json;
using Spectre.Console;
using WhiteMagic.Cli;
using WhiteMagic.Cli.Output;
using WhiteMagic.Hosts.Tests.Mcp;
using WhiteMagic.Testing;

namespace WhiteMagic.Hosts.Tests.Cli;

public sealed class DemoTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("wm-demo-test-");

    private const int Knowledge = 6;
    private const int Notes = 10;

    private static int Pages => Directory.EnumerateFiles(Path.Join(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Count();

    private static string Built => Path.Join(AppContext.BaseDirectory, "wm.dll");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task PublishedBinary_EveryStepIsRight()
    {
        ChildOutcome outcome = await ChildProcess.RunAsync(
            PublishedWm.Path, ["demo", "--json"], _home.FullName, TestContext.Current.CancellationToken);

        outcome.AssertSucceeded();
        AssertRight(new WmRun(outcome.ExitCode, outcome.Output, outcome.Error));
        Assert.Empty(_home.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task BuiltProgram_EveryStepIsRight() => AssertRight(await RunAsync("dotnet", Built));

    [Theory]
    [InlineData(100)]
    [InlineData(80)]
    public async Task OnATerminal_ATableAndWhatAnAgentIsGiven_FitIt(int width)
    {
        string steps = Path.Join(Repository.Root, "tests", "WhiteMagic.Hosts.Tests", "Cli", "Snapshots", "demo-steps.txt");
        (string Phase, string Name)[] expected = [.. (await File.ReadAllLinesAsync(steps, Cancel)).Select(line => line.Split(": ", 2)).Select(parts => (parts[0], parts[1]))];

        WmRun run = await RunAsync(["demo", "--no-color"], terminal => terminal with { OutIsTerminal = true, Width = width }, "dotnet", Built);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("wm demo: the notes of a ferry company", run.Lines[0], StringComparison.Ordinal);
        Assert.All(run.Lines, line => Assert.True(line.TrimEnd().GetCellWidth() <= width, line));
        Assert.DoesNotContain('\e', run.Out);
        string[] table = [.. run.Lines.SkipWhile(line => !line.StartsWith('─')).TakeWhile(line => !line.StartsWith("Context ", StringComparison.Ordinal))];
        Assert.All(expected, step => Assert.Single(table, line => line.StartsWith($"  ✓     {step.Name} ", StringComparison.Ordinal)));
        Assert.All(expected.Select(step => step.Phase).Distinct(), phase => Assert.Single(table, line => line.Trim() == phase));
        Assert.Equal(
            ["Context at a glance, tier 0 ", "Context to start with, tier 1 ", "Context in depth, tier 2 "],
            run.Lines.Where(line => line.StartsWith("Context ", StringComparison.Ordinal)).Select(line => line[..line.IndexOf('(', StringComparison.Ordinal)]));
        Assert.Equal(3, run.Lines.Count(line => line == "  # Recent memories"));
        Assert.Equal(2, run.Lines.Count(line => line.StartsWith("  … and also: ", StringComparison.Ordinal)));
        Assert.StartsWith($"All {expected.Length} steps right in ", run.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirected_ThePlainTableIsNotCut()
    {
        WmRun run = await RunAsync(["demo"], terminal => terminal, "dotnet", Built);

        Assert.Contains("no. 1: Why seat holds live in PostgreSQL and not in Redis", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keep_LeavesTheFilesAndSaysWhere()
    {
        JsonElement report = (await RunAsync(["demo", "--json", "--keep"], terminal => terminal, "dotnet", Built)).Json;

        string folder = report.GetProperty("folder").GetString()!;
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Join(folder, "store", "memory", "short_term")));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("s/planning_meeting_5_october/planning_meeting_6_october/g", "edit a file in an editor")]
    [InlineData("s/\"budget\":500/\"budget\":5/", "context, tier 0: a glance")]
    public async Task AServerThatAnswersWrongly_EndsWith1AndNamesTheStep(string change, string step)
    {
        WmRun run = await RunAsync("/bin/sh", "-c", $"dotnet '{Built}' \"$@\" | sed -u '{change}'", "wm");

        Assert.Equal(1, run.ExitCode);
        Assert.False(run.Json.GetProperty("ok").GetBoolean());
        JsonElement wrong = run.Json.GetProperty("steps").EnumerateArray().First(taken => taken.GetProperty("name").GetString() == step);
        Assert.False(wrong.GetProperty("ok").GetBoolean());
        Assert.NotEmpty(wrong.GetProperty("expected").GetString()!);
    }

    [Fact]
    public async Task AServerThatCannotBeStarted_EndsWith1()
    {
        WmRun run = await RunAsync(Path.Join(_home.FullName, "no-such-program"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("cannot be started", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServerThatEndsAtOnce_EndsWith1AndLeavesNoFolder()
    {
        string note = Path.Join(_home.FullName, "home.txt");

        WmRun run = await RunAsync("/bin/sh", "-c", $"echo \"$HOME\" > '{note}'; echo no room left >&2; exit 3", "wm");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no room left", run.Out, StringComparison.Ordinal);
        string folder = Path.GetDirectoryName((await File.ReadAllTextAsync(note, TestContext.Current.CancellationToken)).Trim())!;
        Assert.StartsWith("wm-demo-", Path.GetFileName(folder), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    private static void AssertRight(WmRun run)
    {
        JsonElement[] steps = [.. run.Json.GetProperty("steps").EnumerateArray()];
        Assert.All(steps, step => Assert.True(step.GetProperty("ok").GetBoolean(), step.GetRawText()));
        Assert.Equal((0, true), (run.ExitCode, run.Json.GetProperty("ok").GetBoolean()));
        Snapshot.Matches("demo-steps.txt", string.Join('\n', steps.Select(step => $"{step.GetProperty("phase").GetString()}: {Name(step)}")));
        Assert.Equal($"{Knowledge} long-term, {Notes} short-term", Result(steps, "import a project's notes"));
        Assert.Equal($"{Pages} long-term", Result(steps, "import this program's docs/"));
        Assert.Equal(Knowledge + Notes + Pages, run.Json.GetProperty("memories").GetInt32());
        Assert.Equal([0, 1, 2], run.Json.GetProperty("contexts").EnumerateArray().Select(context => context.GetProperty("tier").GetInt32()));
    }

    private static string Name(JsonElement step) => step.GetProperty("name").GetString()!;

    private static string Result(JsonElement[] steps, string name) => steps.Single(step => Name(step) == name).GetProperty("result").GetString()!;

    private Task<WmRun> RunAsync(params string[] self) => RunAsync(["demo", "--json"], terminal => terminal, self);

    private async Task<WmRun> RunAsync(string[] args, Func<Terminal, Terminal> change, params string[] self)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        WmHost host = WmHost.ForProcess() with
        {
            Console = new Lazy<Terminal>(() => change(new Terminal { Out = output, Error = error, In = TextReader.Null })),
            Environment = _ => null,
            Home = _home.FullName,
            WorkingDirectory = _home.FullName,
            Self = self,
        };
        int exit = await WmProgram.RunAsync(host, args, TestContext.Current.CancellationToken);
        return new WmRun(exit, output.ToString(), error.ToString());
    }
}

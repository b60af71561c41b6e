using System.Text.Json;
using WhiteMagic.Cli;
using WhiteMagic.Cli.Output;
using WhiteMagic.Hosts.Tests.Mcp;
using WhiteMagic.Testing;

namespace WhiteMagic.Hosts.Tests.Cli;

public sealed class DemoTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("wm-demo-test-");

    private static string Built => Path.Join(AppContext.BaseDirectory, "wm.dll");

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

    [Fact]
    public async Task Keep_LeavesTheFilesAndSaysWhere()
    {
        JsonElement report = (await RunAsync(["demo", "--json", "--keep"], "dotnet", Built)).Json;

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
        Assert.All(run.Json.GetProperty("steps").EnumerateArray(), step => Assert.True(step.GetProperty("ok").GetBoolean(), step.GetRawText()));
        Assert.Equal((0, true), (run.ExitCode, run.Json.GetProperty("ok").GetBoolean()));
        Assert.True(run.Json.GetProperty("memories").GetInt32() >= 16);
    }

    private Task<WmRun> RunAsync(params string[] self) => RunAsync(["demo", "--json"], self);

    private async Task<WmRun> RunAsync(string[] args, params string[] self)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        WmHost host = WmHost.ForProcess() with
        {
            Console = new Lazy<Terminal>(() => new Terminal { Out = output, Error = error, In = TextReader.Null }),
            Environment = _ => null,
            Home = _home.FullName,
            WorkingDirectory = _home.FullName,
            Self = self,
        };
        int exit = await WmProgram.RunAsync(host, args, TestContext.Current.CancellationToken);
        return new WmRun(exit, output.ToString(), error.ToString());
    }
}

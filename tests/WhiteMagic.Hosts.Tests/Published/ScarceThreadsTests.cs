using System.Globalization;
using WhiteMagic.Hosts.Tests.Mcp;
using WhiteMagic.Testing;

namespace WhiteMagic.Hosts.Tests.Published;

/// <summary>A process that may start only so many threads: it answers, or ends and says why.</summary>
public sealed class ScarceThreadsTests : IDisposable
{
    private const int Calls = 100;

    // Nobody else is this user, whose processes everywhere are counted together.
    private const string User = "64617";

    private static readonly string[] AsUser = ["setpriv", "--reuid", User, "--regid", User, "--clear-groups"];

    private readonly ScarceBench _wm;

    public ScarceThreadsTests()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv") && File.Exists("/usr/bin/prlimit"),
            "Only root can start a process as another user, with setpriv, and few threads, with prlimit.");
        _wm = new ScarceBench();
    }

    public static TheoryData<int> Limits => [2, 4, 6, 8, 16, 32];

    public void Dispose() => _wm?.Dispose();

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task Mcp_AnswersAllOrEndsInWords_AndLosesNothing(int threads)
    {
        await BeginAsync();
        string input = McpLines.Hello + string.Concat(Enumerable.Range(0, Calls).Select(static i => McpLines.Create(i, "Text.") + McpLines.Search(Calls + i)));

        var (outcome, answers) = await _wm.ServeAsync(With(threads), AsUser, input);

        AssertDoneOrExplained(outcome, () => Assert.Equal(1 + (2 * Calls), answers.Count));
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task FilesReadAndSearch_GiveAllOrEndInWords(int threads)
    {
        string[] files = [.. Enumerable.Range(0, 300).Select(i => _wm.Write($"files/{i % 10}/{i}", "needle\n"))];
        await BeginAsync();

        ChildOutcome read = await _wm.RunAsync(With(threads), "", ["files", "read", .. files]);
        ChildOutcome search = await _wm.RunAsync(With(threads), "", "files", "search", "needle", "files");

        AssertDoneOrExplained(read, () => Assert.Equal(files.Length, Needles(read)));
        AssertDoneOrExplained(search, () => Assert.Equal(files.Length, Needles(search)));
    }

    private static int Needles(ChildOutcome outcome) => outcome.Output.Split('\n').Count(static line => line.EndsWith("needle", StringComparison.Ordinal));

    private static string[] With(int threads)
    {
        string limit = threads.ToString(CultureInfo.InvariantCulture);
        return [.. AsUser, "prlimit", $"--nproc={limit}:{limit}"];
    }

    // The runtime itself says so of one thread that it needs besides those that do the work.
    private static void AssertDoneOrExplained(ChildOutcome outcome, Action assertDone)
    {
        if (outcome.ExitCode == 0)
        {
            assertDone();
            return;
        }

        Assert.True(
            outcome.Error.Contains("error: the system gives wm no more memory or threads", StringComparison.Ordinal)
            || outcome.Error.Contains("Failed to create the thread pool Gate thread", StringComparison.Ordinal)
            || outcome.Error.Contains("or the system gives no more threads", StringComparison.Ordinal),
            $"exit code {outcome.ExitCode}: {outcome.Error}");
    }

    private async Task BeginAsync()
    {
        await _wm.GiveToAsync(User);
        int forked = await Shell.ExitCodeAsync("setpriv", [.. With(1)[1..], "sh", "-c", "(exit 0) 2> /dev/null & wait $!"], TestContext.Current.CancellationToken);
        Assert.SkipWhen(forked == 0, "This system does not hold a user to a number of processes.");
    }
}

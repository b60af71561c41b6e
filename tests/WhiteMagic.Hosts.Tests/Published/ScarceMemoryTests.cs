using System.Text.Json;
using WhiteMagic.Hosts.Tests.Mcp;

namespace WhiteMagic.Hosts.Tests.Published;

/// <summary>A process with a small heap: what does not fit fails by itself and says so, and the rest goes on.</summary>
public sealed class ScarceMemoryTests : IDisposable
{
    private const int Rounds = 12;

    // In hexadecimal; the runtime cannot bear a heap much below 32 MiB.
    private static readonly string[] Of32MiB = ["env", "DOTNET_GCHeapHardLimit=2000000"];

    private readonly ScarceBench _wm = new();

    public void Dispose() => _wm.Dispose();

    [Fact]
    public async Task Mcp_AnswersEachRequestAndLosesNothing()
    {
        string input = McpLines.Hello + string.Concat(Enumerable.Range(0, Rounds).Select(
            static i => McpLines.Create(i, string.Concat(Enumerable.Repeat($"text {i} ", (int)Math.Pow(10, i % 7)))) + McpLines.Search(Rounds + i)));

        var (outcome, answers) = await _wm.ServeAsync(Of32MiB, ["env"], input);

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Equal(1 + (2 * Rounds), answers.Count);
        Assert.Contains("not enough memory", answers[6].ToString(), StringComparison.Ordinal);
        Assert.All(answers.Values.Where(McpLines.IsRefused), static answer => Assert.Contains("not enough memory", answer.ToString(), StringComparison.Ordinal));
        Assert.All((int[])[0, 1, 2, 7, 8, 9], id => Assert.False(McpLines.IsRefused(answers[id]), answers[id].ToString()));
    }

    [Fact]
    public async Task FilesReadAndSearch_NameWhatDoesNotFitAndGiveTheRest()
    {
        _wm.Write("files/large", string.Concat(Enumerable.Repeat(new string('x', 99) + "\n", 500_000)));
        _wm.Write("files/long", "needle " + new string('x', 50_000_000));
        _wm.Write("files/small", "needle\n");

        ChildOutcome read = await _wm.RunAsync(Of32MiB, "", "files", "read", "files/large", "files/long", "files/small", "--json");
        ChildOutcome search = await _wm.RunAsync(Of32MiB, "", "files", "search", "needle", "files");

        Assert.Equal((1, 1), (read.ExitCode, search.ExitCode));
        JsonElement report = JsonElement.Parse(read.Output);
        Assert.Equal("needle\n", Assert.Single(report.GetProperty("files").EnumerateArray()).GetProperty("text").GetString());
        Assert.Equal(["files/large", "files/long"], report.GetProperty("problems").EnumerateArray().Select(static problem => problem.GetProperty("path").GetString()));
        Assert.All(report.GetProperty("problems").EnumerateArray(), static problem => Assert.Contains("needs more memory", problem.GetProperty("error").GetString()!, StringComparison.Ordinal));
        Assert.Equal("files/small:1:needle\n", search.Output);
        Assert.Contains("'files/long' needs more memory to be searched than there is", search.Error, StringComparison.Ordinal);
    }
}

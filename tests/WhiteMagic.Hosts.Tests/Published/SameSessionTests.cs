using System.CommandLine;
using WhiteMagic.Cli;
using WhiteMagic.Cli.Commands;
using WhiteMagic.Testing;

namespace WhiteMagic.Hosts.Tests.Published;

/// <summary>The published <c>wm</c>, compiled ahead of time and trimmed, against the one the runtime compiles as it goes.</summary>
public sealed class SameSessionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Built => Path.Join(AppContext.BaseDirectory, "wm.dll");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    // All at once, for it is the start of each program that takes the time.
    [Fact]
    public async Task EveryVerb_InBothBuilds_AnswersTheSameAndLeavesTheSameFiles()
    {
        IReadOnlyList<SessionTurn>[] sessions = await Task.WhenAll(
            RunAsync("aot-text", PublishedWm.Path), RunAsync("jit-text", "dotnet", Built),
            RunAsync("aot-json", PublishedWm.Path), RunAsync("jit-json", "dotnet", Built));

        AssertSame(sessions[0], sessions[1]);
        AssertSame(sessions[2], sessions[3]);
    }

    // The server and the demonstration have tests of their own.
    [Fact]
    public void Script_HoldsEveryVerb()
    {
        RootCommand root = WmCommands.CreateRoot(new GlobalOptions());

        IEnumerable<string> tried = SessionScript.Steps.Where(step => step.Exit == 0)
            .Select(step => root.Parse(SessionScript.Words(step.Line)).CommandResult.Command).OfType<Verb>().Select(verb => verb.Path);

        Assert.Empty(Leaves(root).Select(verb => verb.Path).Except(["mcp", "demo"]).Except(tried));
    }

    // The folders' names are equally long, so that tables are equally wide.
    private Task<IReadOnlyList<SessionTurn>> RunAsync(string folder, params string[] wm) =>
        new Session(wm, _folder.Folder(folder), folder.EndsWith("json", StringComparison.Ordinal) ? ["--json"] : []).RunAsync(Cancellation);

    private static void AssertSame(IReadOnlyList<SessionTurn> published, IReadOnlyList<SessionTurn> built)
    {
        Assert.Equal(built.Select(turn => turn.Line), published.Select(turn => turn.Line));
        string[] different = [.. published.Zip(built).Where(pair => pair.First != pair.Second).Select(pair => $"published:\n{pair.First}\nbuilt:\n{pair.Second}")];
        Assert.True(different.Length == 0, string.Join("\n\n", different));

        string[] wrong = [.. published.Zip(SessionScript.Steps).Where(pair => pair.First.Exit != pair.Second.Exit).Select(pair => $"not {pair.Second.Exit}: {pair.First}")];
        Assert.True(wrong.Length == 0, string.Join("\n\n", wrong));
        Assert.DoesNotContain(published, turn => turn.Error.Contains("internal error", StringComparison.Ordinal));
    }

    private static IEnumerable<Verb> Leaves(Command command) =>
        command.Subcommands.OfType<Verb>().SelectMany(verb => verb.Subcommands.Count > 0 ? Leaves(verb) : [verb]);
}

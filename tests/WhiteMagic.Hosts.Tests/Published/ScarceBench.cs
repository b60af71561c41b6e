using System.Text.Json;
using WhiteMagic.Hosts.Tests.Mcp;
using WhiteMagic.Testing;

namespace WhiteMagic.Hosts.Tests.Published;

/// <summary>The published <c>wm</c> in a folder of its own, run under tools that keep something from it.</summary>
internal sealed class ScarceBench : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _wm;

    public ScarceBench()
    {
        // Where another user may run it too.
        _wm = Path.Join(_folder.Folder("bin"), "wm");
        foreach (string file in (string[])[PublishedWm.Path, .. Directory.EnumerateFiles(Path.GetDirectoryName(PublishedWm.Path)!, "*.so")])
        {
            File.Copy(file, Path.Join(_folder.Root, "bin", Path.GetFileName(file)));
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    public string Write(string file, string text) => _folder.Write(file, text);

    public Task GiveToAsync(string user) => Shell.RunAsync("chown", ["-R", user, _folder.Root], Cancel);

    /// <summary>Runs it to its end, its input from a file, which nobody has to write while it ends.</summary>
    public Task<ChildOutcome> RunAsync(string[] tools, string input, params string[] arguments)
    {
        string file = _folder.Write("input", input);
        string[] command = [.. tools, "sh", "-c", "input=$1; shift; exec \"$@\" < \"$input\"", "sh", file, _wm, .. arguments];
        return ChildProcess.RunAsync(command[0], command[1..], _folder.Root, Cancel);
    }

    /// <summary>Serves a session, of which nothing that was acknowledged may be lost.</summary>
    public async Task<(ChildOutcome Outcome, Dictionary<int, JsonElement> Answers)> ServeAsync(string[] tools, string[] freely, string input)
    {
        ChildOutcome outcome = await RunAsync(tools, input, "mcp");
        Dictionary<int, JsonElement> answers = McpLines.Answers(outcome.Output);
        ChildOutcome doctor = await RunAsync(freely, "", "doctor", "--json");
        IReadOnlyList<string> acknowledged = McpLines.Acknowledged(answers);
        string memories = Path.Join(_folder.Root, ".whitemagic", "store", "memory", "short_term");

        Assert.All(acknowledged, name => Assert.True(File.Exists(Path.Join(memories, name)), name));
        Assert.True(doctor.ExitCode == 0, doctor.Output + doctor.Error);
        Assert.InRange(JsonElement.Parse(doctor.Output).GetProperty("indexed").GetInt32(), acknowledged.Count, int.MaxValue);
        return (outcome, answers);
    }
}

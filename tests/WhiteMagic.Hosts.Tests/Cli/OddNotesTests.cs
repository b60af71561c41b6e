using System.Text;
using WhiteMagic.Hosts.Tests.Mcp;
using WhiteMagic.Testing;

namespace WhiteMagic.Hosts.Tests.Cli;

/// <summary>A folder of notes with files in it that are no notes: each fails alone, by its name in the folder, with the remedy.</summary>
public sealed class OddNotesTests : IDisposable
{
    private readonly WmBench _wm = new();

    public void Dispose() => _wm.Dispose();

    public static TheoryData<string, byte[], string> NoText => new()
    {
        { "png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D], "holds a NUL, so it is no text; save it as UTF-8 text, or give it a name" },
        { "latin 1", [0x63, 0x61, 0x66, 0xE9], "is not valid UTF-8; save it as UTF-8, then import again" },
        { "half a pair in UTF-16", [0xFF, 0xFE, 0x41, 0, 0, 0xD8], "is not valid UTF-16; save it as UTF-8, then import again" },
        { "a NUL in UTF-16", [0xFE, 0xFF, 0, 0x41, 0, 0], "holds a NUL" },
        { "UTF-32", [0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0], "holds a NUL" },
    };

    [Theory]
    [MemberData(nameof(NoText))]
    public async Task WhatIsNoText_FailsAloneAndIsNotKeptInPart(string what, byte[] bytes, string reason)
    {
        Put(bytes);

        WmRun run = await _wm.RunAsync("import", "markdown", "v", "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal([("a.md", "imported"), ("sub/odd.md", "failed")], Outcomes(run));
        Assert.StartsWith(reason, Error(run, 1), StringComparison.Ordinal);
        Assert.Equal("fine", Assert.Single(_wm.Spaces.Default.Entries).Content);
        Assert.NotEmpty(what);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("---\ntitle: A\nno closing line\n", "---\ntitle: A\nno closing line\n")]
    [InlineData("---\n", "---\n")]
    public async Task WhatHasNoTextOrNoClosingLine_IsKeptAsItIs(string text, string content)
    {
        Put(Encoding.UTF8.GetBytes(text));

        WmRun run = await _wm.RunAsync("import", "markdown", "v", "--json");

        Assert.Equal((0, 2), (run.ExitCode, run.Json.GetProperty("imported").GetInt32()));
        Assert.Equal(content, _wm.Spaces.Default.Entries.Single(entry => entry.Title == "odd").Content);
    }

    [Fact]
    public async Task WhatIsTooLarge_FailsAlone()
    {
        Put([]);
        using (FileStream large = File.OpenWrite(Path.Join(_wm.Home, "v/sub/odd.md")))
        {
            large.SetLength((16 << 20) + 1);
        }

        _wm.WriteFile("v/sub/long.md", new string('x', (8 << 20) + 1));

        WmRun run = await _wm.RunAsync("import", "markdown", "v", "--json");

        Assert.Equal([("a.md", "imported"), ("sub/long.md", "failed"), ("sub/odd.md", "failed")], Outcomes(run));
        Assert.Contains("split it into several memories", Error(run, 1), StringComparison.Ordinal);
        Assert.Equal("is larger than 16 MiB; split it into several notes, then import again", Error(run, 2));
    }

    [Fact]
    public async Task APipe_IsNotWaitedFor()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "pipes have names elsewhere");
        Put([]);
        File.Delete(Path.Join(_wm.Home, "v/sub/odd.md"));
        await Shell.RunAsync("mkfifo", [Path.Join(_wm.Home, "v/sub/odd.md")], TestContext.Current.CancellationToken);

        WmRun run = await _wm.RunAsync("import", "markdown", "v", "--json");

        Assert.Equal([("a.md", "imported"), ("sub/odd.md", "failed")], Outcomes(run));
        Assert.Equal("is a pipe, a socket or a device; only files are imported", Error(run, 1));
    }

    [Fact]
    public async Task Links_InALoopOrOutOfTheFolder_AreLeftAlone()
    {
        Put("odd"u8.ToArray());
        _wm.WriteFile("outside/secret.md", "not of this folder");
        foreach ((string link, string target) in new[] { ("loop", "v"), ("sub/up", ".."), ("sub/self", "self"), ("out", "outside") })
        {
            Directory.CreateSymbolicLink(Path.Join(_wm.Home, "v", link), link == "sub/self" ? target : Path.GetFullPath(target, _wm.Home));
        }

        File.CreateSymbolicLink(Path.Join(_wm.Home, "v/self.md"), "self.md");
        File.CreateSymbolicLink(Path.Join(_wm.Home, "v/out.md"), Path.Join(_wm.Home, "outside/secret.md"));

        WmRun run = await _wm.RunAsync("import", "markdown", "v", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([("a.md", "imported"), ("sub/odd.md", "imported")], Outcomes(run));
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("nowhere/")]
    public async Task AFolderThereIsNot_IsNamed(string folder) =>
        Assert.Equal("error: there is no folder nowhere\n", (await _wm.RunAsync("import", "markdown", folder)).Error);

    [Fact]
    public async Task WhatAnotherUserMayNotRead_FailsAlone_AndTheRestIsImported()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv"),
            "Only root can start a process as another user, with setpriv.");
        CancellationToken cancel = TestContext.Current.CancellationToken;
        Put("odd"u8.ToArray());
        _wm.WriteFile("v/private/b.md", "nobody's");
        await Shell.RunAsync("chown", ["-R", "65534:65534", _wm.Home], cancel);
        await Shell.RunAsync("chmod", ["0", Path.Join(_wm.Home, "v/sub/odd.md"), Path.Join(_wm.Home, "v/private")], cancel);

        string[] asNobody = ["--reuid", "65534", "--regid", "65534", "--clear-groups", "dotnet", Path.Join(AppContext.BaseDirectory, "wm.dll")];
        ChildOutcome outcome = await ChildProcess.RunAsync("setpriv", [.. asNobody, "import", "markdown", "v", "--json"], _wm.Home, cancel);
        await Shell.RunAsync("chmod", ["700", Path.Join(_wm.Home, "v/private")], cancel);

        var run = new WmRun(outcome.ExitCode, outcome.Output, outcome.Error);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal([("a.md", "imported"), ("private/", "failed"), ("sub/odd.md", "failed")], Outcomes(run));
        Assert.Equal("may not be opened by this user; let it be read, then import again", Error(run, 1));
        Assert.Equal("may not be read by this user; let it be read, then import again", Error(run, 2));
        Assert.DoesNotContain(_wm.Home, run.Out, StringComparison.Ordinal);
    }

    private static IEnumerable<(string?, string?)> Outcomes(WmRun run) =>
        run.Json.GetProperty("results").EnumerateArray().Select(result => (result.GetProperty("source").GetString(), result.GetProperty("outcome").GetString()));

    private static string? Error(WmRun run, int index) => run.Json.GetProperty("results")[index].GetProperty("error").GetString();

    private void Put(byte[] odd)
    {
        _wm.WriteFile("v/a.md", "fine");
        File.WriteAllBytes(_wm.WriteFile("v/sub/odd.md", ""), odd);
    }
}

namespace WhiteMagic.Hosts.Tests.Cli;

public sealed class BackupVerbTests : IDisposable
{
    private readonly WmBench _wm = new();

    public void Dispose() => _wm.Dispose();

    [Fact]
    public async Task CreateVerifyRestore_OverTheCommandLine()
    {
        string note = _wm.WriteFile(".whitemagic/store/memory/short_term/a.md", "text");
        string archive = (await _wm.RunAsync("backup", "create")).Out.Trim();
        File.WriteAllText(note, "other");

        Assert.Equal("sound: 1 file, 4 B\n", (await _wm.RunAsync("backup", "verify", archive)).Out);
        Assert.Equal("~ memory/short_term/a.md\n", (await _wm.RunAsync("backup", "restore", archive, "--dry-run")).Out);
        Assert.Equal(2, (await _wm.RunAsync("backup", "restore", archive)).ExitCode);
        Assert.Equal(0, (await _wm.RunAsync("backup", "restore", archive, "--yes")).ExitCode);

        Assert.Equal("text", File.ReadAllText(note));
        Assert.Equal(2, (await _wm.RunAsync("backup", "list", "--json")).Json.GetProperty("backups").GetArrayLength());
    }

    [Fact]
    public async Task VerifyAndRestore_ABareName_IsFoundInTheBackupsFolder()
    {
        string note = _wm.WriteFile(".whitemagic/store/memory/short_term/a.md", "text");
        string name = Path.GetFileName((await _wm.RunAsync("backup", "create")).Out.Trim());
        File.WriteAllText(note, "other");

        Assert.Equal(0, (await _wm.RunAsync("backup", "verify", name)).ExitCode);
        Assert.Equal(0, (await _wm.RunAsync("backup", "restore", name, "--yes")).ExitCode);
        Assert.Equal(1, (await _wm.RunAsync("backup", "verify", "sub/" + name)).ExitCode);

        Assert.Equal("text", File.ReadAllText(note));
    }

    [Fact]
    public async Task Create_IntoWhatIsNoFolder_NamesItAsGiven()
    {
        _wm.WriteFile(".whitemagic/store/memory/short_term/a.md", "text");
        _wm.WriteFile("taken", "a file");

        WmRun run = await _wm.RunAsync("backup", "create", "-o", "taken");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("error: taken cannot be written to", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(_wm.Home, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_IntoAnotherFolder_LeavesTheStoreAlone()
    {
        string note = _wm.WriteFile(".whitemagic/store/memory/short_term/a.md", "text");
        string archive = (await _wm.RunAsync("backup", "create", "-o", "usb", "--no-compress")).Out.Trim();
        File.WriteAllText(note, "other");

        await _wm.RunAsync("backup", "restore", archive, "--target-dir", "look", "--yes");

        Assert.Equal(("other", "text"), (File.ReadAllText(note), File.ReadAllText(Path.Join(_wm.Home, "look/memory/short_term/a.md"))));
    }

    [Fact]
    public async Task Verify_ADamagedBackup_FailsAndNamesTheFault()
    {
        string path = _wm.WriteFile("x.tar.gz", "this is no archive");

        WmRun run = await _wm.RunAsync("backup", "verify", path);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("not sound", run.Out, StringComparison.Ordinal);
        Assert.Equal(1, (await _wm.RunAsync("backup", "verify", "nowhere.tar.gz")).ExitCode);
        Assert.Equal(1, (await _wm.RunAsync("backup", "restore", path, "--yes")).ExitCode);
        Assert.Equal(1, (await _wm.RunAsync("backup", "create")).ExitCode);
    }
}

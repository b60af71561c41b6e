using System.Text.Json;
using WhiteMagic.Cli.Settings;
using WhiteMagic.Execution.Workers;
using WhiteMagic.Storage;
using WhiteMagic.Testing;

namespace WhiteMagic.Hosts.Tests.Cli;

public sealed class ConfigTests : IDisposable
{
    private static readonly string[] Columns = ["key", "default", "allowed", "description"];

    private readonly WmBench _wm = new();

    public void Dispose() => _wm.Dispose();

    [Theory]
    [InlineData("", "store:\n  durability: normal\n")]
    [InlineData("# mine\nstore:\n  # why\n  durability: full   # safe\n  base_dir: ~/x\n", "# mine\nstore:\n  # why\n  durability: normal   # safe\n  base_dir: ~/x\n")]
    [InlineData("store:\n    base_dir: ~/x # here\n\n# next\nsearch:\n    limit: 5\n", "store:\n    base_dir: ~/x # here\n    durability: normal\n\n# next\nsearch:\n    limit: 5\n")]
    [InlineData("search:\n  limit: 5", "search:\n  limit: 5\nstore:\n  durability: normal\n")]
    [InlineData("store:\nsearch:\n  limit: 5\n", "store:\n  durability: normal\nsearch:\n  limit: 5\n")]
    [InlineData("store: # none yet\n", "store: # none yet\n  durability: normal\n")]
    [InlineData("store: {base_dir: ~/x}\n", "store: {base_dir: ~/x, durability: normal}\n")]
    [InlineData("store: {}\n", "store: {durability: normal}\n")]
    [InlineData("{search: {limit: 5}}\n", "{search: {limit: 5}, store: {durability: normal}}\n")]
    [InlineData("store:\r\n  base_dir: x\r\n", "store:\r\n  base_dir: x\r\n  durability: normal\r\n")]
    [InlineData("store:\n  durability:\n", "store:\n  durability: normal\n")]
    [InlineData("store:\n  durability: \"full\"\n", "store:\n  durability: normal\n")]
    [InlineData("store:\n  durability: |\n    full\nsearch:\n  limit: 5\n", "store:\n  durability: normal\nsearch:\n  limit: 5\n")]
    [InlineData("# only a comment\n", "# only a comment\nstore:\n  durability: normal\n")]
    [InlineData("---\nstore:\n  durability: full\n", "---\nstore:\n  durability: normal\n")]
    public async Task Set_AnyLayout_ChangesThatKeyAlone(string before, string after)
    {
        _wm.WriteConfig(before);

        WmRun run = await _wm.RunAsync("config", "set", "store.durability", "normal");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(after, File.ReadAllText(_wm.Config));
    }

    [Theory]
    [InlineData("consolidation:\n  promote_tags:\n    - a\n    - b # second\n  min_age_days: 3\n", "consolidation:\n  promote_tags: [x, \"y z\"] # second\n  min_age_days: 3\n")]
    [InlineData("consolidation:\n  promote_tags: [a, b] # two\n", "consolidation:\n  promote_tags: [x, \"y z\"] # two\n")]
    [InlineData("consolidation:\n  promote_tags: a, b\n", "consolidation:\n  promote_tags: [x, \"y z\"]\n")]
    public async Task Set_AList_IsWrittenBesideItsKey(string before, string after)
    {
        _wm.WriteConfig(before);

        Assert.Equal(0, (await _wm.RunAsync("config", "set", "consolidation.promote_tags", "x, y z")).ExitCode);

        Assert.Equal(after, File.ReadAllText(_wm.Config));
    }

    [Theory]
    [InlineData("C:\\notes: mine # no comment")]
    [InlineData("true")]
    [InlineData("- dash")]
    [InlineData("\"quoted\"")]
    [InlineData("/plain/path")]
    [InlineData("ünï")]
    public async Task Set_AnyText_IsReadBackTheSame(string value)
    {
        await _wm.RunAsync("config", "set", "store.base_dir", "--", value);

        Assert.Equal(value, (await _wm.RunAsync("config", "get", "store.base_dir", "--json")).Json.GetProperty("value").GetString());
    }

    [Theory]
    [InlineData("store:\n  durability: normal # why\n  base_dir: x\n", "store:\n  base_dir: x\n")]
    [InlineData("store:\n  durability: normal\n", "store:\n")]
    [InlineData("store:\n  durability: normal", "store:\n")]
    public async Task Unset_TakesItsLineOut(string before, string after)
    {
        _wm.WriteConfig(before);

        Assert.Equal(0, (await _wm.RunAsync("config", "unset", "store.durability")).ExitCode);

        Assert.Equal(after, File.ReadAllText(_wm.Config));
    }

    [Theory]
    [InlineData("store:\n  durability: [full\n", "line 3")]
    [InlineData("store:\n\tdurability: full\n", "line 2")]
    [InlineData("store:\n  durability: full\n  durability: normal\n", "line 3, column 3")]
    [InlineData("- a\n", "line 1, column 1")]
    [InlineData("just words\n", "line 1, column 1")]
    [InlineData("a: &x 1\nb: *x\n", "line 2, column 4")]
    [InlineData("a: 1\n---\nb: 2\n", "line 2")]
    public async Task ABrokenFile_IsNeverWritten_AndTheErrorNamesThePlace(string yaml, string place)
    {
        _wm.WriteConfig(yaml);

        WmRun set = await _wm.RunAsync("config", "set", "search.limit", "5");
        WmRun list = await _wm.RunAsync("list");

        Assert.Equal((1, 1), (set.ExitCode, list.ExitCode));
        Assert.Contains($"config.yaml {place}", set.Error, StringComparison.Ordinal);
        Assert.Equal(yaml, File.ReadAllText(_wm.Config));
    }

    [Theory]
    [InlineData("", 64, 16, 32, 8)]
    [InlineData("parallel:\n  io_workers: 100\n  cpu_workers: 3\n  api_workers: 4\n  db_workers: 5\n  max_workers: 1024\n", 100, 3, 4, 5)]
    [InlineData("parallel:\n  io_workers: 100\n  max_workers: 10\n", 10, 10, 10, 8)]
    [InlineData("parallel:\n  enabled: false\n", 1, 1, 1, 1)]
    public async Task TheStoresWorkers_AreAsManyAsTheSettingsSay(string yaml, int io, int cpu, int api, int database)
    {
        _wm.WriteConfig(yaml);

        Assert.Equal(0, (await _wm.RunAsync("list")).ExitCode);

        WorkerPoolsOptions workers = Assert.Single(_wm.Opened).Workers;
        Assert.Equal((io, cpu, api, database), (workers.IoWorkers, workers.CpuWorkers, workers.ApiWorkers, workers.DatabaseWorkers));
    }

    [Fact]
    public async Task UnknownKeys_AreKeptAndWarnedAboutByTheNearestName()
    {
        _wm.WriteConfig("parallel:\n  io_worker: 3\nmine: {a: 1}\n");

        WmRun run = await _wm.RunAsync("list");
        WmRun quiet = await _wm.RunAsync("list", "-q");
        await _wm.RunAsync("config", "set", "parallel.adaptive", "no");

        Assert.Contains("warning: config.yaml line 2: there is no setting parallel.io_worker; did you mean parallel.io_workers?", run.Error, StringComparison.Ordinal);
        Assert.Equal("", quiet.Error);
        Assert.Equal("parallel:\n  io_worker: 3\n  adaptive: false\nmine: {a: 1}\n", File.ReadAllText(_wm.Config));
    }

    [Theory]
    [InlineData("search.limit", "0", "a whole number from 1 to 1000")]
    [InlineData("search.limit", "many", "a whole number from 1 to 1000")]
    [InlineData("store.durability", "maybe", "full or normal")]
    [InlineData("parallel.enabled", "perhaps", "true or false")]
    [InlineData("serch.limit", "5", "did you mean search.limit?")]
    public async Task Set_AValueNotAllowed_SaysWhatIs(string key, string value, string allowed)
    {
        WmRun run = await _wm.RunAsync("config", "set", key, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(allowed, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_wm.Config));
    }

    [Fact]
    public async Task AValueNotAllowedInTheFile_IsNamedWithItsLine()
    {
        _wm.WriteConfig("search:\n  limit: lots\n");

        Assert.Contains("config.yaml line 2: search.limit: 'lots' is not allowed", (await _wm.RunAsync("list")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Environment_OverridesTheFile_AndFlagsOverrideBoth()
    {
        _wm.WriteConfig("search:\n  limit: 5\nstore:\n  durability: normal\n");
        await _wm.RunAsync("search", "x");
        Assert.Equal((5, Durability.Normal), (_wm.Spaces.Default.Searched!.Limit, _wm.Opened[^1].Durability));

        _wm.Environment["WM_SEARCH__LIMIT"] = "6";
        await _wm.RunAsync("search", "x");
        Assert.Equal(6, _wm.Spaces.Default.Searched!.Limit);
        Assert.Equal("environment", (await _wm.RunAsync("config", "get", "search.limit", "--json")).Json.GetProperty("source").GetString());

        await _wm.RunAsync("search", "x", "-n", "7");
        Assert.Equal(7, _wm.Spaces.Default.Searched!.Limit);
    }

    [Fact]
    public async Task Path_IsWhatTheEnvironmentNames()
    {
        Assert.Equal(_wm.Config + "\n", (await _wm.RunAsync("config", "path")).Out);
        _wm.Environment["WM_CONFIG"] = "~/other.yaml";
        await _wm.RunAsync("config", "set", "search.limit", "5");
        Assert.Equal("search:\n  limit: 5\n", File.ReadAllText(Path.Join(_wm.Home, "other.yaml")));
    }

    [Fact]
    public async Task Set_ThroughALink_KeepsTheLink()
    {
        string real = _wm.WriteFile("dotfiles/wm.yaml", "search:\n  limit: 5\n");
        Directory.CreateDirectory(Path.GetDirectoryName(_wm.Config)!);
        File.CreateSymbolicLink(_wm.Config, real);

        await _wm.RunAsync("config", "set", "search.limit", "6");

        Assert.Equal("search:\n  limit: 6\n", File.ReadAllText(real));
        Assert.NotNull(new FileInfo(_wm.Config).LinkTarget);
    }

    [Fact]
    public async Task Show_ListsTheApprovedSettings()
    {
        JsonElement[] rows = [.. (await _wm.RunAsync("config", "show", "--json")).Json.EnumerateArray()];

        Snapshot.Matches("settings.txt", string.Join('\n', rows.Select(row => string.Join(" | ", Cells(row)))));
        Assert.All(rows, row => Assert.Equal(("default", row.GetProperty("default").GetString()), (row.GetProperty("source").GetString(), row.GetProperty("value").GetString())));
    }

    [Fact]
    public async Task Show_AndTheDocumentation_NameTheSameSettings()
    {
        JsonElement[] rows = [.. (await _wm.RunAsync("config", "show", "--json")).Json.EnumerateArray()];

        string[] page = await File.ReadAllLinesAsync(Path.Join(Repository.Root, "docs", "cli.md"), TestContext.Current.CancellationToken);
        string[] table = [.. page.SkipWhile(line => line != "## Settings").TakeWhile(line => line != "## Completion").Where(line => line.StartsWith("| `", StringComparison.Ordinal))];
        Assert.Equal(rows.Select(Cells).Select(cells => $"| `{cells[0]}` | `{cells[1]}` | {cells[2]} | {cells[3]} |"), table);
    }

    [Fact]
    public void EveryDefault_IsAllowed() =>
        Assert.All(SettingsCatalog.All, setting => Assert.Equal(setting.Default, setting.Normalize(setting.Default)));

    private static string[] Cells(JsonElement row) =>
        [.. Columns.Select(name => row.GetProperty(name).GetString()!)];
}

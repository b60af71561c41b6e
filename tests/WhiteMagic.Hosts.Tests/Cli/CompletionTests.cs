using WhiteMagic.Hosts.Tests.Mcp;
using WhiteMagic.Testing;

namespace WhiteMagic.Hosts.Tests.Cli;

/// <summary>The script for bash in a real bash, which asks the real program.</summary>
public sealed class CompletionTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private string _id = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "there is no bash");
        string wm = _folder.Write("bin/wm", $"#!/bin/sh\nexec dotnet '{Path.Join(AppContext.BaseDirectory, "wm.dll")}' \"$@\"\n");
        await Shell.RunAsync("chmod", ["700", wm], Cancel);
        ChildOutcome created = await ChildProcess.RunAsync(wm, ["create", "Why SQLite", "-c", "One file."], _folder.Root, Cancel);
        created.AssertSucceeded();
        _id = created.Output.Trim();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("wm sear", "search")]
    [InlineData("wm backup ver", "verify")]
    [InlineData("wm list --sort", "--sort-by")]
    [InlineData("wm list --sort-by cr", "created")]
    [InlineData("wm list --type l", "long_term")]
    [InlineData("wm config set store.dur", "store.durability")]
    [InlineData("wm setup curs", "cursor")]
    [InlineData("wm read 20", "ID")]
    [InlineData("wm update 20", "ID")]
    [InlineData("wm relate some_memory 20", "ID")]
    [InlineData("wm read nothing_begins_so", "")]
    public async Task Bash_AWordBegun_IsCompleted(string line, string expected)
    {
        ChildOutcome completed = await BashAsync(line);

        completed.AssertSucceeded();
        Assert.Equal(expected == "ID" ? _id : expected, completed.Output.TrimEnd('\n'));
    }

    [Fact]
    public async Task Bash_AfterASpace_OffersAllThatMayFollow()
    {
        ChildOutcome completed = await BashAsync("wm backup ");

        Assert.Superset(new HashSet<string> { "create", "list", "verify", "restore" }, completed.Output.Split('\n').ToHashSet());
    }

    [Fact]
    public async Task Names_OfAStoreThatCannotBeRead_AreNotOffered_AndOptionsAre()
    {
        _folder.Write(".whitemagic/config.yaml", "store: [\n");

        Assert.Equal("", (await BashAsync("wm read 20")).Output.Trim());
        Assert.Equal("--max-tokens", (await BashAsync("wm read --max-t")).Output.Trim());
    }

    private Task<ChildOutcome> BashAsync(string line)
    {
        string script = $$"""
            PATH="$HOME/bin:$PATH"
            source <(wm completion bash)
            COMP_LINE='{{line}}'
            COMP_POINT=$(printf %s "$COMP_LINE" | wc -m)
            read -r -a COMP_WORDS <<< "$COMP_LINE"
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            complete -p wm | grep -q _wm_complete || exit 1
            _wm_complete
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        return ChildProcess.RunAsync("/bin/bash", ["--norc", "--noprofile", "-c", script], _folder.Root, Cancel);
    }
}

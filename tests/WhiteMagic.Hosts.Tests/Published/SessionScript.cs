using System.Text.RegularExpressions;

namespace WhiteMagic.Hosts.Tests.Published;

/// <summary>The command lines that both builds of <c>wm</c> are given: every verb, and the ways to fail.</summary>
internal static partial class SessionScript
{
    private static readonly string[] Clients = ["claude-desktop", "claude-code", "cursor", "vscode", "windsurf"];

    /// <summary>Memories with dates of their own, so that no order depends on how fast a build is.</summary>
    public static IReadOnlyList<(string Path, string Text)> Files { get; } =
    [
        ("lines.jsonl", """
            {"filename":"20240101_080000_apples.md","title":"Apples","content":"Apples keep in the cellar.\n\nPears do not.","type":"short_term","tags":["fruit","pattern"],"created":"2024-01-01T08:00:00Z","updated":"2024-01-02T08:00:00Z"}
            {"filename":"20240203_080000_plums.md","title":"Plums","content":"Plums are dried.","type":"short_term","tags":["fruit"],"created":"2024-02-03T08:00:00Z","updated":"2024-02-03T08:00:00Z"}
            {"title":"Häuser 漢字 🙂","content":"Quinces are cooked.","type":"short_term","tags":["fruit"],"created":"2024-02-04T08:00:00.5Z","updated":"2024-02-04T08:00:00.5Z"}
            not JSON
            """),
        ("good.jsonl", """{"title":"Pears","content":"Pears do not keep.","created":"2024-02-05T08:00:00Z","updated":"2024-02-05T08:00:00Z"}"""),
        ("notes/plan.md", "---\ntitle: The plan\ncreated: 2024-03-01\nstatus: draft\n---\n\n# Plan\n\nBegin small.\n"),
        ("notes/deep/idea.md", "# An idea\n\nGrow later.\n"),
        ("vault/Home.md", "See [[Garden]]. #tended\n"),
        ("vault/Garden.md", "---\ntags: [green]\n---\nBeds and paths.\n"),
        ("src/one.txt", "first\nTODO(you): second\nthird\n"),
        ("src/two.txt", "todo(me): other\n"),
        (".cursor/mcp.json", "{\n  // mine\n  \"mcpServers\": { \"other\": { \"command\": \"x\" } }\n}\n"),
    ];

    public static IReadOnlyList<SessionStep> Steps { get; } =
    [
        new("--version"), new("--help"),
        new("config path"), new("config set search.limit 5"), new("config get search.limit"), new("config show"), new("config unset search.limit"),
        new("config set nonsense 1", 2),

        new("import jsonl lines.jsonl", 1), new("import jsonl good.jsonl"),
        new("import markdown notes --dry-run"), new("import markdown notes -T project"), new("import obsidian vault --inline-tags"),
        new("create Piped", Input: "From a pipe:\nnaïve café\n"), new("create 'Why files' -c 'Plain files outlive programs.' -T decision,design"),
        new("create '' -c x", 2),

        new("read {memory}"), new("read {memory} --lines 1-2"), new("read {memory} 20240101_080000_apples 20000101_000000_none", 1),
        new("read nothing_here", 3), new("read ../etc/passwd", 2),
        new("list --sort-by title"), new("list --limt 3", 2), new("search 'keep OR dried'"), new("search begin --granularity passage --max-tokens 50"),
        new("search x --since someday", 2), new("tags"), new("context 0"), new("context 1 --query plums"), new("context 2"),

        new("update {memory} --title 'Why plain files' --append More. --add-tag later"), new("update {memory} --expected-version 0 -c x", 4),
        new("relate {memory} 20240101_080000_apples -r supersedes -d 'it is newer'"),
        new("delete {memory}"), new("delete {memory}", 4), new("restore {memory}"), new("restore {memory}", 4), new("delete {memory} --permanent", 2),
        new("metrics track tests passed 5.5 --context nightly"), new("metrics summary"), new("metrics export --format csv"),

        new("backup create -o kept --no-compress"), new("backup list -o kept"), new("backup verify {backup}"),
        new("consolidate --min-age-days 30"), new("consolidate --min-age-days 30 --apply"), new("stats"), new("cache clear"), new("reindex"), new("doctor"),
        new("export -a"), new("export --format markdown -o out"), new("backup restore {backup}", 2), new("backup restore {backup} --yes"),
        new("delete 20240203_080000_plums --permanent --yes"), new("--space team create Elsewhere -c x -q"), new("--space ../up list", 2),

        new("files search TODO( src -i -C 1"), new("files read src"), new("files read nowhere", 3),
        new("setup cursor"), .. Clients.Select(client => new SessionStep($"setup {client} --yes")), new("setup windsurf --remove --yes"), new("setup vscode --print"),
        new("completion bash"), new("[suggest:5] 'wm se'"), new("frobnicate", 2), new("backup", 2),
    ];

    /// <summary>Splits a line into its words.</summary>
    public static string[] Words(string line) => [.. Word.Matches(line).Select(word => word.Value.Trim('\''))];

    [GeneratedRegex(@"'[^']*'|[^\s']+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word { get; }
}

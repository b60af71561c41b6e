using WhiteMagic.Mcp.Tools;

namespace WhiteMagic.Hosts.Tests.Cli;

/// <summary>An operation of a space and the names it is served under; in arguments <c>ID</c>, <c>OTHER</c> and <c>OLD</c> stand for memories.</summary>
internal sealed record Operation(string Method, string? Tool, string? Arguments, string Verb, string Line, ToolTraits Traits)
{
    private const ToolTraits Reads = ToolTraits.ReadOnly | ToolTraits.Idempotent;
    private const ToolTraits Takes = ToolTraits.Destructive | ToolTraits.Idempotent;

    /// <summary>Every operation there is.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        new("CreateAsync", "create_memory", """{"title":"T","content":"C"}""", "create", "T -c C", ToolTraits.None),
        new("SearchAsync", "search_memories", """{"query":"text"}""", "search", "text", Reads),
        new("ReadAsync", "read_memory", """{"filename":"ID"}""", "read", "ID", Reads),
        new("ReadLinesAsync", "fast_read_memory", """{"filename":"ID","lines":"1"}""", "read", "ID --lines 1", Reads),
        new("ReadManyAsync", "batch_read_memories", """{"filenames":["ID","OTHER"]}""", "read", "ID OTHER", Reads),
        new("ListAsync", "list_memories", "{}", "list", "", Reads),
        new("UpdateAsync", "update_memory", """{"filename":"ID","title":"U"}""", "update", "ID --title U", ToolTraits.Destructive),
        new("DeleteAsync", "delete_memory", """{"filename":"ID"}""", "delete", "ID", Takes),
        new("RestoreAsync", "restore_memory", """{"filename":"OLD"}""", "restore", "OLD", ToolTraits.None),
        new("RelateAsync", "relate_memories", """{"source":"ID","target":"OTHER"}""", "relate", "ID OTHER", ToolTraits.Idempotent),
        new("ListTagsAsync", "list_tags", "{}", "tags", "", Reads),
        new("GetContextAsync", "get_context", """{"tier":1}""", "context", "", Reads),
        new("ConsolidateAsync", "consolidate", "{}", "consolidate", "", ToolTraits.Destructive),
        new("ClearCacheAsync", "clear_memory_cache", "{}", "cache clear", "", ToolTraits.Idempotent),
        new("TrackMetricAsync", "track_metric", """{"category":"c","metric":"m","value":1}""", "metrics track", "c m 1", ToolTraits.None),
        new("SummarizeMetricsAsync", "get_metrics_summary", "{}", "metrics summary", "", Reads),
        new("ExportMetricsAsync", null, null, "metrics export", "", Reads),
        new("GetStatsAsync", null, null, "stats", "", Reads),
        new("CheckAsync", null, null, "doctor", "", Reads),
        new("ReindexAsync", null, null, "reindex", "", ToolTraits.Idempotent),
        new("ExportAsync", null, null, "export", "", Reads),
    ];

    /// <summary>Verbs that are not one operation of a space: they carry several out, or none.</summary>
    public static IReadOnlyList<string> OtherVerbs { get; } =
    [
        "files read", "files search", "import markdown", "import obsidian", "import jsonl", "backup create", "backup list", "backup verify",
        "backup restore", "mcp", "setup", "demo", "config show", "config get", "config set", "config unset", "config path", "completion",
    ];
}

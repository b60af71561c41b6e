namespace WhiteMagic.Bench.Clients;

/// <summary>How an MCP server is started.</summary>
internal sealed record ServerCommand
{
    public required string Program { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public static ServerCommand Ours(Workplace workplace, string store) => new()
    {
        Program = workplace.Binary,
        Arguments = ["mcp", "--base-dir", store],
    };
}

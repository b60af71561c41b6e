using WhiteMagic.Cli.Settings;
using WhiteMagic.Spaces;

namespace WhiteMagic.Cli.Commands;

/// <summary>What an MCP server needs to know to serve a store.</summary>
internal sealed record McpServing
{
    public required StoreSettings Store { get; init; }

    /// <summary>The space of calls that name none.</summary>
    public required SpaceName Space { get; init; }

    /// <summary>The tools to offer: <c>all</c>, <c>core</c>, <c>read-only</c> or names with commas between; all when null.</summary>
    public string? Tools { get; init; }
}

using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp;

/// <summary>What an MCP server over a pair of streams needs.</summary>
public sealed record McpServerSettings
{
    /// <summary>Opens the store; called once, in the background after the tools were listed or at the first call that needs it, and again after a failure.</summary>
    public required Func<CancellationToken, ValueTask<IMemorySpaces>> OpenSpaces { get; init; }

    /// <summary>Where the client's messages come from, one a line.</summary>
    public required Stream Input { get; init; }

    /// <summary>Where the answers go, one a line.</summary>
    public required Stream Output { get; init; }

    /// <summary>Where the server says what went wrong; never the output.</summary>
    public TextWriter Log { get; init; } = TextWriter.Null;

    /// <summary>The space used by calls that name none.</summary>
    public SpaceName Space { get; init; } = SpaceName.Default;

    /// <summary>Which tools to offer: <c>all</c>, <c>core</c>, <c>read-only</c>, or names of these and of tools, separated by commas.</summary>
    public string Tools { get; init; } = "all";

    /// <summary>The version the server says it has.</summary>
    public string Version { get; init; } = "0.0.0";

    /// <summary>The longest message taken; a longer one is answered with an error and skipped.</summary>
    public int MaxMessageBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>How long calls in flight may still take once the server was told to stop.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether anything the program writes to the console goes to <see cref="Log"/> meanwhile, so that the output holds messages alone.</summary>
    public bool GuardConsole { get; init; }

    /// <summary>Called once, a moment after the tools were listed and the store is open: for what start-up leaves to do and no call should wait for.</summary>
    public Action? Settled { get; init; }

    /// <summary>The clock that spaces progress reports and ends the grace.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

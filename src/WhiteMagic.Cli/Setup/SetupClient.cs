namespace WhiteMagic.Cli.Setup;

/// <summary>A program that can start the MCP server, and where it keeps its list of servers.</summary>
internal sealed record SetupClient
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>The member of its file that holds the servers.</summary>
    public string Section { get; init; } = "mcpServers";

    /// <summary>Whether it wants the kind of server named.</summary>
    public bool NamesType { get; init; }

    /// <summary>Its file for a person.</summary>
    public required Func<SetupFolders, string> UserFile { get; init; }

    /// <summary>Its file in a project, below the project's folder; null when it has none.</summary>
    public string? ProjectFile { get; init; }

    public static IReadOnlyList<SetupClient> All { get; } =
    [
        new()
        {
            Name = "claude-desktop",
            Title = "Claude Desktop",
            UserFile = folders => Path.Join(folders.ApplicationData, "Claude", "claude_desktop_config.json"),
        },
        new()
        {
            Name = "claude-code",
            Title = "Claude Code",
            NamesType = true,
            UserFile = folders => Path.Join(folders.Home, ".claude.json"),
            ProjectFile = ".mcp.json",
        },
        new()
        {
            Name = "cursor",
            Title = "Cursor",
            UserFile = folders => Path.Join(folders.Home, ".cursor", "mcp.json"),
            ProjectFile = Path.Join(".cursor", "mcp.json"),
        },
        new()
        {
            Name = "vscode",
            Title = "VS Code",
            Section = "servers",
            NamesType = true,
            UserFile = folders => Path.Join(folders.ApplicationData, "Code", "User", "mcp.json"),
            ProjectFile = Path.Join(".vscode", "mcp.json"),
        },
        new()
        {
            Name = "windsurf",
            Title = "Windsurf",
            UserFile = folders => Path.Join(folders.Home, ".codeium", "windsurf", "mcp_config.json"),
        },
    ];
}

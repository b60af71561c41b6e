using System.CommandLine;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm mcp</c> as the help shows it; the usual command lines never come here.</summary>
internal static class McpVerb
{
    public static Verb Create()
    {
        var tools = new Option<string?>("--tools") { Description = "The tools to offer: all, core, read-only, or names with commas between", HelpName = "PROFILE" };
        return new Verb("mcp", "Serve the memories to an MCP client over standard input and output")
        {
            Group = VerbGroup.Setup,
            Options = { tools },
            Examples = [("wm setup claude-code", "lets a client start it; nobody runs it by hand"), ("wm mcp --tools core", "offer the few tools most work needs")],
            Handler = (invocation, cancellationToken) => McpCommand.RunAsync(
                invocation.Host,
                new McpArguments { BaseDirectory = invocation.BaseDirectory, Space = invocation.SpaceText, Tools = invocation.Get(tools) },
                cancellationToken),
        };
    }
}

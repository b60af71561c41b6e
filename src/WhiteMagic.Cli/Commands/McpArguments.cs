namespace WhiteMagic.Cli.Commands;

/// <summary>The arguments of <c>wm mcp</c>, read without the parser of the other verbs.</summary>
internal sealed record McpArguments
{
    public string? BaseDirectory { get; init; }

    public string? Space { get; init; }

    public string? Tools { get; init; }

    /// <summary>Reads the usual forms; null for anything else, which the full parser then takes.</summary>
    public static McpArguments? TryParse(IReadOnlyList<string> args)
    {
        var read = new McpArguments();
        bool isMcp = false;
        for (int i = 0; i < args.Count; i++)
        {
            if (args[i] == "mcp" && !isMcp)
            {
                isMcp = true;
            }
            else if (args[i] is not ("--no-color" or "--quiet" or "-q"))
            {
                int equals = args[i].IndexOf('=', StringComparison.Ordinal);
                string name = equals < 0 ? args[i] : args[i][..equals];
                string? value = equals >= 0 ? args[i][(equals + 1)..] : ++i < args.Count ? args[i] : null;
                if (value is null or "" || (equals < 0 && value.StartsWith('-')) || read.With(name, value) is not { } more)
                {
                    return null;
                }

                read = more;
            }
        }

        return isMcp ? read : null;
    }

    private McpArguments? With(string name, string value) => name switch
    {
        "--base-dir" when BaseDirectory is null => this with { BaseDirectory = value },
        "--space" when Space is null => this with { Space = value },
        "--tools" when Tools is null => this with { Tools = value },
        _ => null,
    };
}

using System.CommandLine;

namespace WhiteMagic.Cli.Output;

/// <summary>How a result is to be written.</summary>
internal sealed record OutputStyle
{
    public bool Json { get; init; }

    public bool Color { get; init; }

    public bool Quiet { get; init; }

    /// <summary>Whether the terminal can go back to the beginning of a line.</summary>
    public bool MovesCursor { get; init; } = true;

    public static OutputStyle From(WmHost host, ParseResult parsed, GlobalOptions globals) => new()
    {
        Json = parsed.GetValue(globals.Json),
        Quiet = parsed.GetValue(globals.Quiet),
        MovesCursor = host.Environment("TERM") != "dumb",
        Color = !parsed.GetValue(globals.NoColor)
            && string.IsNullOrEmpty(host.Environment("NO_COLOR"))
            && host.Environment("TERM") != "dumb",
    };
}

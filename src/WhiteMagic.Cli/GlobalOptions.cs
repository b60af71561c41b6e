using System.CommandLine;

namespace WhiteMagic.Cli;

/// <summary>The options every verb takes.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> BaseDirectory { get; } = new("--base-dir")
    {
        Description = "The folder the memories are in (else WM_BASE_PATH, else the setting store.base_dir, else ~/.whitemagic/store)",
        HelpName = "DIR",
        Recursive = true,
    };

    public Option<string?> Space { get; } = new("--space")
    {
        Description = "The collection of memories to work on (default: default)",
        HelpName = "NAME",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Write the result as JSON, and nothing else, to standard output",
        Recursive = true,
    };

    public Option<bool> NoColor { get; } = new("--no-color")
    {
        Description = "Write without colours (also: the environment variable NO_COLOR)",
        Recursive = true,
    };

    public Option<bool> Quiet { get; } = new("--quiet", "-q")
    {
        Description = "Write the result only: no notes, warnings or progress",
        Recursive = true,
    };

    public IReadOnlyList<Option> All => [BaseDirectory, Space, Json, NoColor, Quiet];
}

using System.CommandLine;

namespace WhiteMagic.Cli.Commands;

/// <summary>Makes the options that bound an answer.</summary>
internal static class Limits
{
    public static Option<int?> MaxTokens() => new("--max-tokens") { Description = "The tokens the answer may have", HelpName = "N" };

    public static Option<int?> Limit(string description) => new("--limit", "-n") { Description = description, HelpName = "N" };
}

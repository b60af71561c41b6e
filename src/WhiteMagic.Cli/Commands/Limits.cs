using System.CommandLine;
using WhiteMagic.Cli.Output;

namespace WhiteMagic.Cli.Commands;

/// <summary>Makes the options that bound an answer, and says what they left out.</summary>
internal static class Limits
{
    public static Option<int?> MaxTokens() => new("--max-tokens") { Description = "The tokens the answer may have", HelpName = "N" };

    /// <summary>Says how many entries did not fit.</summary>
    public static void NoteOmitted(Reporter output, int count)
    {
        if (count > 0)
        {
            output.Note($"{count} more do not fit; --max-tokens gives more");
        }
    }

    public static Option<int?> Limit(string description) => new("--limit", "-n") { Description = description, HelpName = "N" };
}

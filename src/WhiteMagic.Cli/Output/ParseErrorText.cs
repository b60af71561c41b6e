using System.CommandLine;

namespace WhiteMagic.Cli.Output;

/// <summary>Says what is wrong with a command line, and what was probably meant.</summary>
internal static class ParseErrorText
{
    public const string QueryRemedy = "a query that begins with - goes after --, as in: wm search -- -tag:x";

    public static string Describe(ParseResult parsed)
    {
        bool dashed = parsed.CommandResult.Command.Name == "search" && parsed.Tokens.Any(token => token.Value.Length == 2 && token.Value[0] == '-');
        return dashed ? $"{First(parsed)}; {QueryRemedy}" : First(parsed);
    }

    /// <summary>Names the option a value was given with, where the store names its own field.</summary>
    public static string InOptions(Command command, InvalidInputException invalid)
    {
        string named = "--" + invalid.Field.Replace('_', '-');
        string? option = command.Options.Select(o => o.Name).FirstOrDefault(name => name == named || name + "s" == named);
        return option is null ? invalid.Message : option + invalid.Message[invalid.Field.Length..];
    }

    private static string First(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string unknown = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : "";
        if (unknown.Length == 0)
        {
            string first = parsed.Errors[0].Message.TrimEnd('.');
            return command.Subcommands.Count > 0 && command is not RootCommand
                ? MissingVerb(command)
                : char.ToLowerInvariant(first[0]) + first[1..];
        }

        string kind = unknown.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "verb" : "argument";
        IEnumerable<string> known = kind == "option" ? OptionNames(command, parsed) : Visible(command);
        string hint = NearestName.Find(unknown, known) is { } nearest ? $"; did you mean {nearest}?" : "";
        return $"'{command.Name}' has no {kind} {unknown}{hint}";
    }

    public static string MissingVerb(Command family) => $"'{family.Name}' needs one of: {string.Join(", ", Visible(family))}";

    private static IEnumerable<string> Visible(Command command) =>
        command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name);

    private static IEnumerable<string> OptionNames(Command command, ParseResult parsed) =>
        command.Options.Concat(parsed.RootCommandResult.Command.Options).Select(o => o.Name);
}

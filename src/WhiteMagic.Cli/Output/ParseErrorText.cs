using System.CommandLine;
using System.CommandLine.Parsing;

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

    /// <summary>Says so when an option that there is not was taken for a value; null when none was.</summary>
    public static string? UnknownOption(ParseResult parsed)
    {
        CommandResult given = parsed.CommandResult;
        Token? option = parsed.Tokens.Any(static token => token.Type == TokenType.DoubleDash)
            ? null
            : given.Children.OfType<ArgumentResult>().SelectMany(static argument => argument.Tokens)
                .FirstOrDefault(static token => token.Value.StartsWith("--", StringComparison.Ordinal));
        return option is null
            ? null
            : $"{Unknown(parsed, option.Value)}; {(NameOf(given) == "search" ? QueryRemedy : "a value that begins with -- goes after --")}";
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
        if (parsed.UnmatchedTokens.Count > 0)
        {
            return UnknownOption(parsed) ?? Unknown(parsed, parsed.UnmatchedTokens[0]);
        }

        if (command.Subcommands.Count > 0 && command is not RootCommand)
        {
            return MissingVerb(command);
        }

        string first = parsed.Errors[0].Message.TrimEnd('.');
        return parsed.Errors[0].SymbolResult switch
        {
            OptionResult { Tokens.Count: 0, Option: var option } => $"{option.Name} needs a value: {option.Description}",
            ArgumentResult { Tokens.Count: 0, Argument: var argument } missing =>
                $"'{NameOf(missing.Parent)}' needs {argument.Name}: {argument.Description}",
            _ => char.ToLowerInvariant(first[0]) + first[1..],
        };
    }

    private static string NameOf(SymbolResult? result) => result is CommandResult { Command: not RootCommand } command
        ? $"{NameOf(command.Parent)} {command.Command.Name}".TrimStart()
        : "";

    private static string Unknown(ParseResult parsed, string unknown)
    {
        Command command = parsed.CommandResult.Command;
        string name = command is RootCommand ? command.Name : NameOf(parsed.CommandResult);
        string kind = unknown.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "verb" : "argument";
        IEnumerable<string> known = kind == "option" ? OptionNames(command, parsed) : Visible(command);
        string hint = NearestName.Find(unknown, known) is { } nearest ? $"; did you mean {nearest}?" : "";
        return unknown.Length == 0
            ? $"'{name}' takes no empty text there"
            : $"'{name}' has no {kind} {unknown}{hint}";
    }

    public static string MissingVerb(Command family) => $"'{family.Name}' needs one of: {string.Join(", ", Visible(family))}";

    private static IEnumerable<string> Visible(Command command) =>
        command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name);

    private static IEnumerable<string> OptionNames(Command command, ParseResult parsed) =>
        command.Options.Concat(parsed.RootCommandResult.Command.Options).Select(o => o.Name);
}

using System.CommandLine;
using System.CommandLine.Invocation;
using WhiteMagic.Cli.Commands;

namespace WhiteMagic.Cli.Output;

/// <summary>Writes help: for <c>wm</c> its verbs by what they are for, for a verb how to use it, with examples.</summary>
internal sealed class HelpText : SynchronousCommandLineAction
{
    private const int Width = 100;
    private const int MaxLeft = 44;

    private static readonly IReadOnlyList<(VerbGroup Group, string Heading)> Groups =
    [
        (VerbGroup.Memories, "Write and read"), (VerbGroup.Find, "Find"), (VerbGroup.Organise, "Organise"),
        (VerbGroup.Move, "Bring in, take out, keep safe"), (VerbGroup.Care, "Look after the store"), (VerbGroup.Setup, "Set up"),
    ];

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        Command root = parseResult.RootCommandResult.Command;
        if (parseResult.CommandResult.Command is Verb verb)
        {
            WriteVerb(output, verb, root);
        }
        else
        {
            WriteRoot(output, root);
        }

        return ExitCodes.Done;
    }

    private static void WriteRoot(TextWriter output, Command root)
    {
        output.WriteLine($"wm: {root.Description}");
        output.WriteLine();
        output.WriteLine("Usage: wm VERB [arguments] [options]      (wm VERB --help explains one verb)");
        foreach ((VerbGroup group, string heading) in Groups)
        {
            WriteRows(output, heading, root.Subcommands.OfType<Verb>().Where(v => v.Group == group).Select(v => (Usage(v), v.Description ?? "")));
        }

        WriteRows(output, "Options of every verb", Options(root));
        WriteRows(output, "Begin with",
        [
            ("wm create \"My first memory\" -c \"Hello.\"", "write one"),
            ("wm search hello", "find it"),
            ("wm import obsidian ~/Notes --dry-run", "see what a folder of notes would bring"),
            ("wm setup claude-code", "let an agent use it"),
        ]);
    }

    private static void WriteVerb(TextWriter output, Verb verb, Command root)
    {
        string arguments = string.Concat(verb.Arguments.Select(a => a.Arity.MinimumNumberOfValues == 0 ? $" [{a.Name}]" : $" {a.Name}"));
        string usage = verb.Handler is null ? " VERB" : arguments;
        output.WriteLine($"{verb.Description}.");
        output.WriteLine();
        output.WriteLine($"Usage: wm {verb.Path}{usage}{(verb.Options.Count > 0 || verb.Handler is null ? " [options]" : "")}");
        if (verb.Aliases.Count > 0)
        {
            output.WriteLine($"Also:  {string.Join(", ", verb.Aliases.Select(alias => $"wm {alias}"))}");
        }

        WriteRows(output, "Verbs", verb.Subcommands.OfType<Verb>().Select(v => (Usage(v), v.Description ?? "")));
        WriteRows(output, "Arguments", verb.Arguments.Select(a => (a.Name, a.Description ?? "")));
        WriteRows(output, "Options", Options(verb));
        WriteRows(output, "Options of every verb", Options(root));
        WriteRows(output, "Examples", verb.Examples);
    }

    private static string Usage(Verb verb) =>
        verb.Subcommands.Count == 0 ? verb.Name : $"{verb.Name} {string.Join('|', verb.Subcommands.Select(child => child.Name))}";

    private static IEnumerable<(string, string)> Options(Command command) =>
        command.Options.Where(option => !option.Hidden).Select(option => (Names(option), option.Description ?? ""));

    private static string Names(Option option)
    {
        IEnumerable<string> names = option.Aliases.Where(alias => alias.Length <= 2 && alias[0] == '-').Append(option.Name);
        return string.Join(", ", names) + (option.HelpName is { } value ? $" {value}" : "");
    }

    private static void WriteRows(TextWriter output, string heading, IEnumerable<(string Left, string Right)> rows)
    {
        (string Left, string Right)[] all = [.. rows];
        if (all.Length == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{heading}:");
        int column = Math.Min(MaxLeft, all.Max(row => row.Left.Length)) + 4;
        foreach ((string left, string right) in all)
        {
            bool fits = left.Length <= column - 4;
            output.Write(fits ? $"  {left}".PadRight(column) : $"  {left}{Environment.NewLine}{new string(' ', column)}");
            output.WriteLine(string.Join(Environment.NewLine + new string(' ', column), LineFit.Wrap(right, Width - column)));
        }
    }
}

using System.CommandLine;

namespace WhiteMagic.Cli;

/// <summary>Takes as they are meant what the parser would misread: <c>wm help VERB</c>, and queries that begin with a minus sign.</summary>
internal static class CommandLineHabits
{
    public static IReadOnlyList<string> Apply(IReadOnlyList<string> args, RootCommand root)
    {
        if (args.Count == 0)
        {
            return ["--help"];
        }

        if (args is [var directive, var line] && directive.StartsWith("[suggest:", StringComparison.Ordinal))
        {
            return [directive, WithValueApart(line)];
        }

        int verb = VerbIndex(args, root);
        if (verb < args.Count && args[verb] == "help")
        {
            return [.. args.Take(verb), .. args.Skip(verb + 1), "--help"];
        }

        Command? search = verb < args.Count ? root.Subcommands.FirstOrDefault(c => c.Name == "search" && Is(args[verb], c.Name, c.Aliases)) : null;
        return search is null ? args : WithQueries(args, verb + 1, [.. search.Options, .. root.Options]);
    }

    // The parser cannot complete the value in "--type=l"; a space in its place leaves the cursor where it is.
    private static string WithValueApart(string line)
    {
        int word = line.LastIndexOf(' ') + 1;
        int equals = line.AsSpan(word).StartsWith("--") ? line.IndexOf('=', word) : -1;
        return equals < 0 ? line : $"{line[..equals]} {line[(equals + 1)..]}";
    }

    private static int VerbIndex(IReadOnlyList<string> args, RootCommand root)
    {
        int i = 0;
        while (i < args.Count && args[i].StartsWith('-'))
        {
            i += TakesValue(Find(args[i], root.Options)) ? 2 : 1;
        }

        return i;
    }

    // The parser takes "-tag:x" for -t with a value; with a space before it, it is a query.
    private static List<string> WithQueries(IReadOnlyList<string> args, int start, IReadOnlyList<Option> options)
    {
        var all = new List<string>(args);
        for (int i = start; i < all.Count && all[i] != "--"; i++)
        {
            bool isValue = TakesValue(Find(all[i - 1], options));
            if (!isValue && all[i].Length > 1 && all[i][0] == '-' && !IsOption(all[i], options))
            {
                all[i] = " " + all[i];
            }
        }

        return all;
    }

    private static bool IsOption(string arg, IReadOnlyList<Option> options)
    {
        if (arg.StartsWith("--", StringComparison.Ordinal) || Find(arg, options) is not null)
        {
            return true;
        }

        Option? first = Find(arg[..2], options);
        bool withValue = first is not null && (arg[2] is '=' or ':' || (TakesValue(first) && arg.AsSpan(2).ContainsAnyInRange('0', '9') && !arg.AsSpan(2).ContainsAnyExceptInRange('0', '9')));
        return withValue || arg.Skip(1).All(letter => Find($"-{letter}", options) is { } flag && !TakesValue(flag));
    }

    private static bool TakesValue(Option? option) => option is not null && option.ValueType != typeof(bool) && option.Arity.MaximumNumberOfValues > 0;

    private static Option? Find(string name, IEnumerable<Option> options) => options.FirstOrDefault(o => Is(name, o.Name, o.Aliases));

    private static bool Is(string given, string name, IEnumerable<string> aliases) => given == name || aliases.Any(alias => alias == given);
}

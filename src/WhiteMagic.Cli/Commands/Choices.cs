using System.CommandLine;
using System.CommandLine.Parsing;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Search;

namespace WhiteMagic.Cli.Commands;

/// <summary>Makes options and arguments that take one of a few names.</summary>
internal static class Choices
{
    public static IReadOnlyList<(string Name, MemoryKind Value)> Kinds { get; } =
        [("short_term", MemoryKind.ShortTerm), ("long_term", MemoryKind.LongTerm)];

    public static IReadOnlyList<(string Name, MemorySort Value)> Sorts { get; } =
    [
        ("created", MemorySort.Created), ("updated", MemorySort.Updated), ("accessed", MemorySort.Accessed), ("title", MemorySort.Title),
    ];

    public static IReadOnlyList<(string Name, SearchMode Value)> Modes { get; } =
    [
        ("auto", SearchMode.Auto), ("lexical", SearchMode.Lexical), ("semantic", SearchMode.Semantic), ("hybrid", SearchMode.Hybrid),
    ];

    public static IReadOnlyList<(string Name, SearchGranularity Value)> Granularities { get; } =
        [("memory", SearchGranularity.Memory), ("passage", SearchGranularity.Passage)];

    public static IReadOnlyList<(string Name, RelationKind Value)> Relations { get; } =
    [
        ("relates_to", RelationKind.RelatesTo), ("depends_on", RelationKind.DependsOn), ("implements", RelationKind.Implements),
        ("supersedes", RelationKind.Supersedes), ("informed_by", RelationKind.InformedBy), ("contradicts", RelationKind.Contradicts),
        ("consolidated_from", RelationKind.ConsolidatedFrom),
    ];

    public static string NameOf<T>(IReadOnlyList<(string Name, T Value)> choices, T value) where T : struct =>
        choices.First(choice => EqualityComparer<T>.Default.Equals(choice.Value, value)).Name;

    public static Option<T?> Option<T>(IReadOnlyList<(string Name, T Value)> choices, string description, params string[] names)
        where T : struct
    {
        var option = new Option<T?>(names[0], names[1..])
        {
            Description = description,
            HelpName = string.Join('|', choices.Select(choice => choice.Name)),
            CustomParser = result => Parse(result, choices),
        };

        // The type's own names, which the parser would offer too, are not what is taken.
        option.CompletionSources.Clear();
        option.CompletionSources.Add([.. choices.Select(choice => choice.Name)]);
        return option;
    }

    /// <summary>Makes an argument that takes one of a few words.</summary>
    public static Argument<string> Argument(string name, string description, IReadOnlyList<string> words)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.CompletionSources.Add([.. words]);
        argument.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !words.Contains(result.Tokens[0].Value, StringComparer.Ordinal))
            {
                result.AddError($"'{result.Tokens[0].Value}' is not one of {string.Join(", ", words)}");
            }
        });
        return argument;
    }

    public static T? Parse<T>(ArgumentResult result, IReadOnlyList<(string Name, T Value)> choices) where T : struct
    {
        if (result.Tokens.Count == 0)
        {
            return null;
        }

        string given = result.Tokens[0].Value.Replace('-', '_');
        foreach ((string name, T value) in choices)
        {
            if (name.Equals(given, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        result.AddError($"'{result.Tokens[0].Value}' is not one of {string.Join(", ", choices.Select(choice => choice.Name))}");
        return null;
    }
}

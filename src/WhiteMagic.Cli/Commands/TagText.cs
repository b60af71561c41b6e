using System.CommandLine;

namespace WhiteMagic.Cli.Commands;

/// <summary>Reads tags as options give them: one each, or several with commas between.</summary>
internal static class TagText
{
    /// <summary>Makes the option that narrows an answer to memories with all the tags given.</summary>
    public static Option<string[]> Filter() =>
        new("--tag", "--tags", "-T") { Description = "Only memories with this tag; repeated, with all of them", HelpName = "TAG" };

    public static IReadOnlyList<string>? Split(string[]? given) =>
        given is null or [] ? null : [.. given.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
}

namespace WhiteMagic.Cli.Commands;

/// <summary>Reads tags as options give them: one each, or several with commas between.</summary>
internal static class TagText
{
    public static IReadOnlyList<string>? Split(string[]? given) =>
        given is null or [] ? null : [.. given.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
}

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>What one part of a regular expression says: the text it is, or texts one of which it holds.</summary>
/// <param name="Text">The text that it matches and nothing else.</param>
/// <param name="Required">Texts one of which is in all that it matches.</param>
/// <param name="IsEmpty">Whether it matches a place and no text.</param>
internal sealed record RegexPart(string? Text, IReadOnlyList<string>? Required, bool IsEmpty)
{
    public static RegexPart Anything { get; } = new(null, null, false);

    public static RegexPart Nothing { get; } = new(null, null, true);

    public static RegexPart Of(string text) => new(text, null, false);
}

namespace WhiteMagic.Search;

/// <summary>Reads the English endings behind an apostrophe: "it's" is "it", "don't" is "dont", "l'eau" is two words.</summary>
internal static class Contraction
{
    /// <summary>Writes the ending that belongs to the word before the apostrophe and returns its length.</summary>
    public static int Write(ReadOnlySpan<char> text, int apostrophe, Span<char> target)
    {
        var ending = Ending(text, apostrophe);
        if (ending.IsEmpty || ending is "s" || ending.Length > target.Length)
        {
            return 0;
        }

        ending.CopyTo(target);
        return ending.Length;
    }

    /// <summary>Gives the place behind the ending, or the place itself when there is none.</summary>
    public static int Skip(ReadOnlySpan<char> text, int apostrophe)
    {
        var ending = Ending(text, apostrophe);
        return ending.IsEmpty ? apostrophe : apostrophe + 1 + ending.Length;
    }

    private static ReadOnlySpan<char> Ending(ReadOnlySpan<char> text, int apostrophe)
    {
        if (apostrophe >= text.Length || text[apostrophe] is not ('\'' or '\u2019' or '\uFF07'))
        {
            return [];
        }

        var rest = text[(apostrophe + 1)..];
        foreach (var ending in (ReadOnlySpan<string>)["s", "t", "d", "m", "re", "ve", "ll"])
        {
            if (rest.StartsWith(ending, StringComparison.OrdinalIgnoreCase)
                && (rest.Length == ending.Length || !char.IsLetterOrDigit(rest[ending.Length])))
            {
                return ending;
            }
        }

        return [];
    }
}

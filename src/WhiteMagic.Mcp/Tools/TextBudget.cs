using WhiteMagic.Context;

namespace WhiteMagic.Mcp.Tools;

/// <summary>Keeps a text within a number of tokens.</summary>
internal static class TextBudget
{
    private const string Mark = "…";

    /// <summary>Gives the text, or as much of its beginning as fits.</summary>
    public static string Cut(string text, int? maxTokens)
    {
        if (maxTokens is not { } limit || TokenCounter.Count(text) <= limit)
        {
            return text;
        }

        string marked = string.Concat(text.AsSpan(0, TokenCounter.LengthWithin(text, limit - TokenCounter.Count(Mark))).TrimEnd(), Mark);
        return TokenCounter.Count(marked) <= limit ? marked : text[..TokenCounter.LengthWithin(text, limit)];
    }
}

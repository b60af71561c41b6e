namespace WhiteMagic.Memories;

/// <summary>What texts a memory may be given.</summary>
internal static class TextRules
{
    public const int MaxTitleLength = 500;

    // Far above any note a person writes, far below what would hurt the process.
    public const int MaxContentLength = 8 * 1024 * 1024;

    public const int MaxKeyLength = 200;

    public static string Title(string? title, string field = "title")
    {
        if (string.IsNullOrWhiteSpace(title))
        {
            throw new InvalidInputException(field, $"is empty; give 1 to {MaxTitleLength} characters");
        }

        if (title.Length > MaxTitleLength)
        {
            throw new InvalidInputException(field, $"has {title.Length} characters; at most {MaxTitleLength} are allowed");
        }

        return WellFormed(title, field);
    }

    public static string Content(string? content, string field = "content")
    {
        if (content is null)
        {
            throw new InvalidInputException(field, "is missing; give the memory's text");
        }

        if (content.Length > MaxContentLength)
        {
            throw new InvalidInputException(
                field, $"has {content.Length} characters; at most {MaxContentLength} are allowed: split it into several memories");
        }

        if (content.Contains('\0', StringComparison.Ordinal))
        {
            throw new InvalidInputException(field, "has a NUL character; memories are text");
        }

        return WellFormed(content, field);
    }

    public static string? IdempotencyKey(string? key)
    {
        if (key is null)
        {
            return null;
        }

        bool allowed = key.Length is > 0 and <= MaxKeyLength && !key.Any(char.IsControl) && IsWellFormed(key);
        return allowed
            ? key
            : throw new InvalidInputException("idempotency_key", $"must be 1 to {MaxKeyLength} characters, none a control character");
    }

    public static int Within(int value, int min, int max, string field) =>
        value >= min && value <= max
            ? value
            : throw new InvalidInputException(field, $"is {value}; give {min} to {max}");

    public static int? Tokens(int? maxTokens) =>
        maxTokens is null or >= 1
            ? maxTokens
            : throw new InvalidInputException("max_tokens", $"is {maxTokens}; give 1 or more");

    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        int at = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        for (int i = at; i >= 0 && i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static string WellFormed(string text, string field) =>
        IsWellFormed(text)
            ? text
            : throw new InvalidInputException(field, "has half of a surrogate pair, which no file can hold; send whole characters");
}

namespace WhiteMagic.Search;

/// <summary>Cuts a query's text into terms; whatever is not the documented syntax is a plain word.</summary>
internal static class QueryLexer
{
    private static readonly string[] Filters = ["tag", "type", "before", "after"];

    public static List<QueryTerm> Read(ReadOnlySpan<char> text)
    {
        var terms = new List<QueryTerm>();
        var index = 0;
        while (index < text.Length)
        {
            if (char.IsWhiteSpace(text[index]))
            {
                index++;
                continue;
            }

            var excluded = IsMinus(text[index..]);
            index += excluded ? 1 : 0;
            if (IsQuote(text[index]))
            {
                var length = QuotedLength(text[index..]);
                if (length > 0)
                {
                    terms.Add(new(text.Slice(index + 1, length - 2).ToString(), null, IsPhrase: true, excluded));
                }

                // A quote that nothing closes is no more than a character between words.
                index += Math.Max(length, 1);
                continue;
            }

            index += ReadWord(text[index..], excluded, terms);
        }

        return terms;
    }

    private static int ReadWord(ReadOnlySpan<char> rest, bool excluded, List<QueryTerm> terms)
    {
        var end = 0;
        while (end < rest.Length && !char.IsWhiteSpace(rest[end]))
        {
            end++;
        }

        var name = FilterName(rest[..end]);
        if (name is null)
        {
            terms.Add(new(rest[..end].ToString(), null, IsPhrase: false, excluded));
            return end;
        }

        var value = rest[(name.Length + 1)..];
        var quoted = IsQuote(value[0]) ? QuotedLength(value) : 0;
        if (quoted > 0)
        {
            terms.Add(new(value[1..(quoted - 1)].Trim().ToString(), name, IsPhrase: true, excluded));
            return name.Length + 1 + quoted;
        }

        terms.Add(new(rest[(name.Length + 1)..end].ToString(), name, IsPhrase: false, excluded));
        return end;
    }

    private static string? FilterName(ReadOnlySpan<char> word)
    {
        var colon = word.IndexOf(':');
        if (colon > 0 && colon < word.Length - 1)
        {
            foreach (var filter in Filters)
            {
                if (word[..colon].Equals(filter, StringComparison.OrdinalIgnoreCase))
                {
                    return filter;
                }
            }
        }

        return null;
    }

    // "--flag" is a word that people paste, and a minus before nothing excludes nothing.
    private static bool IsMinus(ReadOnlySpan<char> rest) =>
        rest.Length > 1 && rest[0] == '-' && rest[1] != '-' && !char.IsWhiteSpace(rest[1]);

    private static bool IsQuote(char character) => character is '"' or '\u201C' or '\u201D' or '\u201E';

    private static int QuotedLength(ReadOnlySpan<char> rest)
    {
        for (var index = 1; index < rest.Length; index++)
        {
            if (IsQuote(rest[index]))
            {
                return index + 1;
            }
        }

        return 0;
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;

namespace WhiteMagic.Storage.Markdown;

/// <summary>Writes a text as a YAML scalar on one line: plain where every YAML version reads it back as that text.</summary>
internal static class YamlScalarWriter
{
    private const string Indicators = "-?:,[]{}#&*!|>'\"%@`=<";

    private static readonly SearchValues<char> FlowIndicators = SearchValues.Create(",[]{}:");
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789abcdefABCDEFxXoO_.,:+-TtZz ");

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n",
    };

    public static string Write(string text) => IsPlain(text) ? text : Quote(text);

    /// <summary>Writes an item of a `[…]` list, where commas, brackets and colons need quotes too.</summary>
    public static string WriteFlow(string text) => IsPlain(text) && !text.AsSpan().ContainsAny(FlowIndicators) ? text : Quote(text);

    private static bool IsPlain(string text)
    {
        if (text.Length == 0 || Indicators.Contains(text[0]) || char.IsWhiteSpace(text[0]) || text[^1] == ':' || char.IsWhiteSpace(text[^1]))
        {
            return false;
        }
        foreach (var c in text)
        {
            if (NeedsEscape(c))
            {
                return false;
            }
        }
        return !text.Contains(": ", StringComparison.Ordinal)
            && !text.Contains(" #", StringComparison.Ordinal)
            && !Words.Contains(text)
            && !LooksLikeNumber(text);
    }

    // Numbers, dates and times of any YAML version, and `...`, are made of these alone; a false alarm costs two quotes.
    private static bool LooksLikeNumber(string text) =>
        (char.IsAsciiDigit(text[0]) || text[0] is '.' or '+')
        && (text[0] == '.' || !text.AsSpan().ContainsAnyExcept(NumberCharacters));

    private static string Quote(string text)
    {
        var builder = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => builder.Append("\\\""),
                '\\' => builder.Append(@"\\"),
                '\n' => builder.Append(@"\n"),
                '\r' => builder.Append(@"\r"),
                '\t' => builder.Append(@"\t"),
                _ when NeedsEscape(c) => builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => builder.Append(c),
            };
        }
        return builder.Append('"').ToString();
    }

    private static bool NeedsEscape(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff';
}

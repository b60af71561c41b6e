using System.Text;
using WhiteMagic.Search;

namespace WhiteMagic.Storage.Index;

/// <summary>Writes the MATCH expression of SQLite's FTS5 for groups of analysed tokens.</summary>
internal static class FtsExpression
{
    /// <summary>Gives an expression, or null when nothing is asked for that FTS5 could look up.</summary>
    /// <param name="anyOf">Groups of which one must match; none when only the phrases decide.</param>
    /// <param name="phrases">Groups that must all match.</param>
    /// <param name="exclusions">Groups of which none may match.</param>
    public static string? Match(
        IReadOnlyList<TokenGroup> anyOf, IReadOnlyList<TokenGroup> phrases, IReadOnlyList<TokenGroup> exclusions)
    {
        if (anyOf.Count + phrases.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder();
        var excluding = exclusions.Count > 0;
        text.Append(excluding ? "(" : "");
        Join(text, phrases, " AND ");
        if (anyOf.Count > 0)
        {
            text.Append(phrases.Count > 0 ? " AND (" : "");
            Join(text, anyOf, " OR ");
            text.Append(phrases.Count > 0 ? ")" : "");
        }

        if (excluding)
        {
            // One NOT of a flat OR: a chain of NOTs would nest, and FTS5 limits how deep.
            text.Append(") NOT (");
            Join(text, exclusions, " OR ");
            text.Append(')');
        }

        return text.ToString();
    }

    private static void Join(StringBuilder text, IReadOnlyList<TokenGroup> groups, string connector)
    {
        for (var index = 0; index < groups.Count; index++)
        {
            text.Append(index == 0 ? "" : connector).Append('"');
            text.AppendJoin(' ', groups[index].Tokens);
            text.Append(groups[index].IsPrefix ? "\" *" : "\"");
        }
    }
}

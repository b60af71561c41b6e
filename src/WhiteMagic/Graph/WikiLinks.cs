using System.Text.RegularExpressions;

namespace WhiteMagic.Graph;

/// <summary>Finds <c>[[wiki links]]</c> in a text: to an id, a file name or a title, with or without <c>|alias</c> and <c>#heading</c>.</summary>
public static partial class WikiLinks
{
    private const int MaxLinks = 1000;

    /// <summary>Gives the targets, each once, in the order they stand; no more than 1,000.</summary>
    public static IReadOnlyList<string> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Contains("[[", StringComparison.Ordinal))
        {
            return [];
        }

        var targets = new List<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (ValueMatch match in Link.EnumerateMatches(text))
        {
            string target = Target(text.AsSpan(match.Index + 2, match.Length - 4));
            if (target.Length > 0 && seen.Add(target) && targets.Count < MaxLinks)
            {
                targets.Add(target);
            }
        }

        return targets;
    }

    [GeneratedRegex(@"\[\[[^\[\]\r\n]{1,300}\]\]", RegexOptions.None, 1000)]
    private static partial Regex Link { get; }

    private static string Target(ReadOnlySpan<char> link)
    {
        int end = link.IndexOfAny('|', '#');
        return (end < 0 ? link : link[..end]).Trim().ToString();
    }
}

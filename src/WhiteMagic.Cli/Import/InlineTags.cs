using System.Text.RegularExpressions;

namespace WhiteMagic.Cli.Import;

/// <summary>Finds <c>#tags</c> in a note's text, outside code.</summary>
internal static partial class InlineTags
{
    public static IEnumerable<string> In(string text)
    {
        bool code = false;
        foreach (string line in text.Split('\n'))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                code = !code;
            }
            else if (!code)
            {
                foreach (Match match in Tag().Matches(line))
                {
                    yield return match.Groups["tag"].Value;
                }
            }
        }
    }

    // A tag needs a character that is no digit, so that #1 stays the number of an issue.
    [GeneratedRegex(@"(?<![\p{L}\p{N}_/#&`])#(?<tag>[\p{N}/-]*[\p{L}_][\p{L}\p{N}_/-]*)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();
}

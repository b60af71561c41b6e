using System.Text;

namespace WhiteMagic.Cli.Setup;

/// <summary>Shows one change within a text: the lines that go, the lines that come, and a few around them.</summary>
internal static class LineDiff
{
    private const int Around = 3;

    public static string Of(string before, string after)
    {
        string[] old = Lines(before);
        string[] now = Lines(after);
        int least = Math.Min(old.Length, now.Length);
        int head = 0;
        while (head < least && old[head] == now[head])
        {
            head++;
        }

        int tail = 0;
        while (tail < least - head && old[^(tail + 1)] == now[^(tail + 1)])
        {
            tail++;
        }

        var diff = new StringBuilder();
        Append(diff, "  ", old.AsSpan(Math.Max(0, head - Around)..head));
        Append(diff, "- ", old.AsSpan(head..(old.Length - tail)));
        Append(diff, "+ ", now.AsSpan(head..(now.Length - tail)));
        Append(diff, "  ", old.AsSpan((old.Length - tail)..Math.Min(old.Length, old.Length - tail + Around)));
        return diff.ToString();
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    private static void Append(StringBuilder diff, string sign, ReadOnlySpan<string> lines)
    {
        foreach (string line in lines)
        {
            diff.Append(sign).Append(line).Append('\n');
        }
    }
}

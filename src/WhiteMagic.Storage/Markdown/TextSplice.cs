using System.Text;

namespace WhiteMagic.Storage.Markdown;

/// <summary>One replacement of some characters by a text.</summary>
internal readonly record struct TextSplice(int Start, int End, string Text)
{
    /// <summary>Makes all replacements at once, those at one place in the order given; null when two take the same characters.</summary>
    public static string? Apply(string text, IReadOnlyList<TextSplice> splices)
    {
        if (splices.Count == 0)
        {
            return text;
        }
        var builder = new StringBuilder(text.Length + 256);
        var at = 0;
        foreach (var splice in splices.OrderBy(s => s.Start).ThenBy(s => s.End))
        {
            if (splice.Start < at || splice.End < splice.Start)
            {
                return null;
            }
            builder.Append(text, at, splice.Start - at).Append(splice.Text);
            at = splice.End;
        }
        return builder.Append(text, at, text.Length - at).ToString();
    }
}

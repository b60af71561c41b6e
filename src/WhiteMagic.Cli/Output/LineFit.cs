using System.Text;
using Spectre.Console;

namespace WhiteMagic.Cli.Output;

/// <summary>Makes text fit lines of a terminal, where some letters take two columns.</summary>
internal static class LineFit
{
    /// <summary>Cuts what does not fit in one line and says so by <c>…</c>.</summary>
    public static string Clip(string text, int width) =>
        text.GetCellWidth() <= width ? text : string.Concat(text.AsSpan(0, Fitting(text, Math.Max(0, width - 1))), "…");

    /// <summary>Breaks text at spaces, and a word that is wider than a line anywhere.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        int room = Math.Max(2, width);
        while (text.GetCellWidth() > room)
        {
            int most = Fitting(text, room);
            int space = text.LastIndexOf(' ', Math.Min(most, text.Length - 1));
            int end = space > 0 ? space : most;
            yield return text[..end];
            text = text[end..].TrimStart();
        }

        yield return text;
    }

    private static int Fitting(string text, int width)
    {
        int length = 0;
        int used = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += rune.ToString().GetCellWidth();
            if (used > width)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return length;
    }
}

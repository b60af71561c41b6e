using System.Globalization;

namespace WhiteMagic.Context;

/// <summary>Finds where text may be cut without tearing what a reader sees as one character.</summary>
internal static class TextElements
{
    private const int LookBehind = 64;

    /// <summary>Answers the last place at or before <paramref name="index"/> where the text may be cut.</summary>
    public static int CutAtOrBefore(ReadOnlySpan<char> text, int index)
    {
        if (index <= 0 || index >= text.Length)
        {
            return Math.Clamp(index, 0, text.Length);
        }

        var start = KnownCut(text, index);
        var cut = start;
        while (cut < index)
        {
            var next = cut + StringInfo.GetNextTextElementLength(text[cut..]);
            if (next > index)
            {
                break;
            }

            cut = next;
        }

        // Marks piled higher than this are nobody's character: only a surrogate pair still stays whole.
        return cut > start || start == 0 || index - start < LookBehind ? cut : OutsidePair(text, index);
    }

    private static int KnownCut(ReadOnlySpan<char> text, int index)
    {
        var lowest = Math.Max(0, index - LookBehind);
        for (var i = index; i > lowest; i--)
        {
            if (char.IsAscii(text[i - 1]) && char.IsAscii(text[i]) && (text[i - 1], text[i]) != ('\r', '\n'))
            {
                return i;
            }
        }

        return OutsidePair(text, lowest);
    }

    private static int OutsidePair(ReadOnlySpan<char> text, int index) =>
        index > 0 && char.IsLowSurrogate(text[index]) && char.IsHighSurrogate(text[index - 1]) ? index - 1 : index;
}

namespace WhiteMagic.Search;

/// <summary>Splits identifiers at their humps, so that <c>getUserName</c> is also found by its parts.</summary>
internal static class IdentifierParts
{
    private const int MaxLength = 48;
    private const int MaxParts = 10;

    public static void Read(ReadOnlySpan<char> text, int start, int end, TokenBuffer buffer)
    {
        if (end - start > MaxLength)
        {
            return;
        }

        Span<int> ends = stackalloc int[MaxParts];
        var count = FindEnds(text[start..end], ends);

        // Short parts are the mark of a hash or of encoded data, which nobody looks for in pieces.
        if (count is < 2 or > MaxParts || end - start < 2 * count)
        {
            return;
        }

        var from = start;
        foreach (var part in ends[..count])
        {
            WordReader.ReadPart(text[..(start + part)], from, buffer);
            from = start + part;
        }
    }

    private static int FindEnds(ReadOnlySpan<char> name, Span<int> ends)
    {
        var count = 0;
        var letters = char.IsLetter(name[0]) ? 1 : 0;
        for (var index = 1; index < name.Length; index++)
        {
            if (IsBoundary(name, index, letters))
            {
                if (count == ends.Length)
                {
                    return count + 1;
                }

                ends[count++] = index;
                letters = 0;
            }

            letters = char.IsLetter(name[index]) ? letters + 1 : 0;
        }

        if (count == ends.Length)
        {
            return count + 1;
        }

        ends[count++] = name.Length;
        return count;
    }

    private static bool IsBoundary(ReadOnlySpan<char> name, int index, int lettersBefore)
    {
        var (previous, current) = (name[index - 1], name[index]);
        if (char.IsDigit(current))
        {
            return lettersBefore >= 3;
        }

        if (!char.IsUpper(current))
        {
            return false;
        }

        if (char.IsLower(previous))
        {
            return true;
        }

        var next = index + 1 < name.Length ? name[index + 1] : ' ';
        var plural = next == 's' && index + 2 == name.Length;
        return char.IsLower(next) && !plural && (char.IsUpper(previous) || char.IsDigit(previous));
    }
}

using System.Text;

namespace WhiteMagic.Search;

/// <summary>Reads a run of a script without spaces as overlapping pairs, and its last sign alone, so that one sign finds it.</summary>
internal static class UnspacedRunReader
{
    public static int Read(ReadOnlySpan<char> text, int start, TokenStream stream)
    {
        var index = start;
        var previousStart = start;
        var previous = 0;
        var previousEnd = start;
        var count = 0;
        while (TryReadSign(text, ref index, out var sign, out var signStart))
        {
            if (count > 0)
            {
                var target = stream.Begin();
                var length = Write(previous, target);
                length += Write(sign, target[length..]);
                stream.Commit(length, previousStart, index, TokenKind.Pair);
            }

            (previous, previousStart, previousEnd) = (sign, signStart, index);
            count++;
        }

        var last = Write(previous, stream.Begin());
        stream.Commit(last, previousStart, previousEnd, count == 1 ? TokenKind.Single : TokenKind.RunEnd);
        return index;
    }

    private static bool TryReadSign(ReadOnlySpan<char> text, ref int index, out int sign, out int start)
    {
        (sign, start) = (0, index);
        while (index < text.Length)
        {
            var character = FoldedCharacter.Read(text, index);
            if (character.Role == CharacterRole.Pairs)
            {
                start = index;
                sign = character.Expansion is null ? character.CodePoint : text[index];
                index += character.Width;
                sign = SignComposition.Compose(sign, text, ref index);
                return true;
            }

            if (character.Role != CharacterRole.Ignored)
            {
                return false;
            }

            index += character.Width;
        }

        return false;
    }

    private static int Write(int sign, Span<char> target) => new Rune(sign).EncodeToUtf16(target);
}

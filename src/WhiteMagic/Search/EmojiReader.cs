using System.Globalization;
using System.Text;

namespace WhiteMagic.Search;

/// <summary>Reads one emoji as one token of its code points; skin tones, gender signs and variants do not count.</summary>
internal static class EmojiReader
{
    private const char Joiner = '\u200D';

    public static int Read(ReadOnlySpan<char> text, int start, TokenStream stream)
    {
        var target = stream.Begin();
        Rune.DecodeFromUtf16(text[start..], out var first, out var width);
        var length = Write(first.Value, target);
        var index = start + width;
        var flag = CharacterRoles.IsRegionalIndicator(first.Value);
        var joined = false;
        while (index < text.Length && Rune.DecodeFromUtf16(text[index..], out var next, out width) == System.Buffers.OperationStatus.Done)
        {
            if (joined || (flag && CharacterRoles.IsRegionalIndicator(next.Value)))
            {
                if (CharacterRoles.Of(next.Value) != CharacterRole.Emoji)
                {
                    break;
                }

                length += next.Value is 0x2640 or 0x2642 ? 0 : Write(next.Value, target[length..]);
                flag = false;
            }
            else if (!IsModifier(next.Value))
            {
                break;
            }

            joined = next.Value == Joiner;
            index += width;
        }

        stream.Commit(length, start, index, TokenKind.Emoji);
        return index;
    }

    private static bool IsModifier(int codePoint) =>
        codePoint is Joiner or 0xFE0E or 0xFE0F or 0x20E3 or >= 0xE0020 and <= 0xE007F || CharacterRoles.IsSkinTone(codePoint);

    private static int Write(int codePoint, Span<char> target)
    {
        if (target.Length < 6)
        {
            return 0;
        }

        target[0] = 'u';
        codePoint.TryFormat(target[1..], out var digits, "x", CultureInfo.InvariantCulture);
        return digits + 1;
    }
}

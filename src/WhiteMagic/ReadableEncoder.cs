using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace WhiteMagic;

/// <summary>Escapes what JSON must have escaped, and leaves emoji and the scripts beyond the first plane as they are too.</summary>
internal sealed unsafe class ReadableEncoder : JavaScriptEncoder
{
    private const int FirstSupplementary = 0x10000;
    private const byte FourByteLead = 0xF0;

    private ReadableEncoder()
    {
    }

    public static ReadableEncoder Instance { get; } = new();

    public override int MaxOutputCharactersPerInputCharacter => UnsafeRelaxedJsonEscaping.MaxOutputCharactersPerInputCharacter;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar < FirstSupplementary && UnsafeRelaxedJsonEscaping.WillEncode(unicodeScalar);

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        int start = 0;
        while (start < textLength)
        {
            int found = UnsafeRelaxedJsonEscaping.FindFirstCharacterToEncode(text + start, textLength - start);
            if (found < 0)
            {
                return -1;
            }

            start += found;
            if (start + 1 >= textLength || !char.IsSurrogatePair(text[start], text[start + 1]))
            {
                return start;
            }

            start += 2;
        }

        return -1;
    }

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text)
    {
        int start = 0;
        while (start < utf8Text.Length)
        {
            int found = UnsafeRelaxedJsonEscaping.FindFirstCharacterToEncodeUtf8(utf8Text[start..]);
            if (found < 0)
            {
                return -1;
            }

            start += found;
            if (utf8Text[start] < FourByteLead || Rune.DecodeFromUtf8(utf8Text[start..], out _, out int consumed) != OperationStatus.Done)
            {
                return start;
            }

            start += consumed;
        }

        return -1;
    }
}

using System.Text;

namespace WhiteMagic.Execution.Files;

/// <summary>Knows encodings by the marks that texts begin with.</summary>
internal static class TextEncodings
{
    /// <summary>Gives the encoding that the mark says and the mark's length; null without one.</summary>
    public static Encoding? Detect(ReadOnlySpan<byte> bytes, out int mark)
    {
        // The mark of UTF-32 begins with that of UTF-16.
        (mark, Encoding? encoding) = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (3, Encoding.UTF8),
            [0xFF, 0xFE, 0, 0, ..] => (4, Encoding.UTF32),
            [0, 0, 0xFE, 0xFF, ..] => (4, new UTF32Encoding(bigEndian: true, byteOrderMark: true)),
            [0xFF, 0xFE, ..] => (2, Encoding.Unicode),
            [0xFE, 0xFF, ..] => (2, Encoding.BigEndianUnicode),
            _ => (0, (Encoding?)null),
        };
        return encoding;
    }
}

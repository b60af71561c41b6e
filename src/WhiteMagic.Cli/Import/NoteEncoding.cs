using System.Text;
using System.Text.Unicode;

namespace WhiteMagic.Cli.Import;

/// <summary>Tells text from what only has a text's name.</summary>
internal static class NoteEncoding
{
    private const string Nul = "holds a NUL, so it is no text; save it as UTF-8 text, or give it a name that does not end as a note's";

    private static readonly UnicodeEncoding LittleEndian = new(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding BigEndian = new(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);

    /// <summary>Says why a file's bytes are no text that can be kept as it is; null when they are.</summary>
    public static string? Fault(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => FaultOfUtf16(bytes[2..], LittleEndian),
        [0xFE, 0xFF, ..] => FaultOfUtf16(bytes[2..], BigEndian),
        _ when bytes.Contains((byte)0) => Nul,
        _ => Utf8.IsValid(bytes) ? null : "is not valid UTF-8; save it as UTF-8, then import again",
    };

    private static string? FaultOfUtf16(ReadOnlySpan<byte> units, UnicodeEncoding encoding)
    {
        try
        {
            return encoding.GetString(units).Contains('\0', StringComparison.Ordinal) ? Nul : null;
        }
        catch (ArgumentException)
        {
            return "is not valid UTF-16; save it as UTF-8, then import again";
        }
    }
}

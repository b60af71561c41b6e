namespace WhiteMagic.Storage.Markdown;

internal enum TextEncoding
{
    Utf8,
    Utf8WithMark,
    Utf16LittleEndian,
    Utf16BigEndian,
}

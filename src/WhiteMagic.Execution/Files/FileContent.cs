namespace WhiteMagic.Execution.Files;

/// <summary>Holds the bytes of a file, and reads text from them when asked.</summary>
/// <param name="Path">The path as it was given.</param>
/// <param name="Bytes">The bytes; they are valid until the batch they came with is disposed.</param>
public readonly record struct FileContent(string Path, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Whether it looks like no text: a NUL among its first 8,192 bytes, unless a byte order mark says otherwise.</summary>
    public bool IsBinary => TextEncodings.Detect(Bytes.Span, out _) is null && Bytes.Span[..Math.Min(Bytes.Length, 8192)].Contains((byte)0);

    /// <summary>Decodes the bytes as what their byte order mark says: UTF-8 without one, UTF-16 or UTF-32 in either order.</summary>
    /// <returns>The text without the mark; bytes that are not valid become U+FFFD.</returns>
    public string DecodeText()
    {
        ReadOnlySpan<byte> bytes = Bytes.Span;
        System.Text.Encoding encoding = TextEncodings.Detect(bytes, out int mark) ?? System.Text.Encoding.UTF8;
        return encoding.GetString(bytes[mark..]);
    }
}

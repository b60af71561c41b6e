namespace WhiteMagic.Search;

/// <summary>
/// Turns text of any script into search tokens, the same way for documents and for queries. A token holds only lower-case
/// ASCII letters, ASCII digits and characters outside ASCII.
/// </summary>
internal static class TextAnalyzer
{
    /// <summary>Replaces what the buffer holds with the text's tokens.</summary>
    public static void Analyze(ReadOnlySpan<char> text, TokenBuffer buffer)
    {
        buffer.Clear();
        var index = 0;
        while (index < text.Length)
        {
            var current = text[index];
            if (current >= 0x80)
            {
                index = ReadBeyondAscii(text, index, buffer);
            }
            else if (AsciiClasses.Of(current) == AsciiClasses.None)
            {
                index++;
            }
            else
            {
                index = WordReader.Read(text, index, buffer);
            }
        }

        buffer.Words.Append(buffer.Parts);
    }

    private static int ReadBeyondAscii(ReadOnlySpan<char> text, int index, TokenBuffer buffer)
    {
        var character = FoldedCharacter.Read(text, index);
        return character.Role switch
        {
            CharacterRole.Word => WordReader.ReadFolded(text, index, buffer),
            CharacterRole.Pairs => UnspacedRunReader.Read(text, index, buffer.Words),
            CharacterRole.Emoji => EmojiReader.Read(text, index, buffer.Words),
            _ => index + character.Width,
        };
    }
}

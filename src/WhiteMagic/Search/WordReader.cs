namespace WhiteMagic.Search;

/// <summary>Reads one word of a script that separates words, folds it, stems it when it is English letters.</summary>
internal static class WordReader
{
    /// <summary>Reads the word that starts with an ASCII letter or digit, and returns where it ended.</summary>
    public static int Read(ReadOnlySpan<char> text, int start, TokenBuffer buffer)
    {
        var target = buffer.Words.Begin();
        var first = AsciiClasses.Of(text[start]);
        if (first != AsciiClasses.Digit && !buffer.Wanted.Has((char)(text[start] | AsciiClasses.Upper)) && SkippedTo(text, start + 1) is var end and > 0)
        {
            target[0] = (char)(text[start] | AsciiClasses.Upper);
            buffer.Words.Commit(1, start, end, TokenKind.Word);
            return end;
        }

        byte later = 0;
        ulong packed = (uint)(text[start] & 31);
        target[0] = (char)(text[start] | (first & AsciiClasses.Upper));
        var length = 1;
        var index = start + 1;
        for (; index < text.Length; index++)
        {
            var current = text[index];
            if (current >= 0x80)
            {
                return ReadFolded(text, start, buffer);
            }

            var kind = AsciiClasses.Of(current);
            if (kind == AsciiClasses.None)
            {
                break;
            }

            later |= kind;
            packed = (packed << 5) | (uint)(current & 31);
            if (length < target.Length)
            {
                target[length++] = (char)(current | (kind & AsciiClasses.Upper));
            }
        }

        if (index < text.Length && text[index] is '\'' or '+' or '#')
        {
            if (text[index] == '\'')
            {
                return ReadFolded(text, start, buffer);
            }

            if (length == 1 && LanguageName(text[index..], target) is var (named, taken) && taken > 0)
            {
                buffer.Words.Commit(named, start, index + taken, TokenKind.Word);
                return index + taken;
            }
        }

        var seen = (byte)(first | later);
        if ((seen & AsciiClasses.Digit) == 0)
        {
            length = buffer.Wanted.Has(target[0]) ? StemCache.Shared.Stem(target[..length], packed) : 1;
            buffer.Words.Commit(length, start, index, TokenKind.Word);
        }
        else
        {
            Commit(buffer.Words, target, length, new(0, 0, start, index, TokenKind.Word));
        }

        if ((later & AsciiClasses.Upper) != 0 || ((seen & AsciiClasses.Digit) != 0 && seen != AsciiClasses.Digit))
        {
            IdentifierParts.Read(text, start, index, buffer);
        }

        return index;
    }

    // The end of a word that nobody wants, when it is of small letters and all is plain behind it; else 0.
    private static int SkippedTo(ReadOnlySpan<char> text, int index)
    {
        while (index < text.Length && text[index] is >= 'a' and <= 'z')
        {
            index++;
        }

        return index == text.Length || (text[index] is var next and < (char)0x80 and not ('\'' or '+' or '#') && AsciiClasses.Of(next) == AsciiClasses.None)
            ? index
            : 0;
    }

    /// <summary>Reads a word with characters outside ASCII or an apostrophe, and returns where it ended.</summary>
    public static int ReadFolded(ReadOnlySpan<char> text, int start, TokenBuffer buffer)
    {
        var end = ReadFolded(text, start, buffer, TokenKind.Word);
        IdentifierParts.Read(text, start, end, buffer);
        return Contraction.Skip(text, end);
    }

    /// <summary>Reads a part of an identifier, which ends with the text.</summary>
    public static void ReadPart(ReadOnlySpan<char> text, int start, TokenBuffer buffer) =>
        ReadFolded(text, start, buffer, TokenKind.Part);

    private static int ReadFolded(ReadOnlySpan<char> text, int start, TokenBuffer buffer, TokenKind kind)
    {
        var stream = kind == TokenKind.Part ? buffer.Parts : buffer.Words;
        var target = stream.Begin();
        var length = 0;
        var index = start;
        while (index < text.Length)
        {
            var character = FoldedCharacter.Read(text, index);
            if (character.Role == CharacterRole.Word)
            {
                length += character.Write(target[length..]);
            }
            else if (character.Role != CharacterRole.Ignored)
            {
                break;
            }

            index += character.Width;
        }

        length += Contraction.Write(text, index, target[length..]);
        if (length == 0)
        {
            return index;
        }

        if (IsLetters(target[..length]))
        {
            var word = target[..length];
            length = StemCache.Shared.Stem(word, StemCache.Pack(word));
        }

        Commit(stream, target, length, new(0, 0, start, index, kind));
        return index;
    }

    // "v1.2" and "1.2" must meet, so a version's v is a token of its own.
    private static void Commit(TokenStream stream, Span<char> target, int length, TokenSpan place)
    {
        var digits = target[1..length];
        if (target[0] != 'v' || digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            stream.Commit(length, place.Start, place.End, place.Kind);
            return;
        }

        stream.Commit(1, place.Start, place.Start + 1, place.Kind);
        digits.CopyTo(stream.Begin());
        stream.Commit(length - 1, place.Start + 1, place.End, place.Kind);
    }

    private static bool IsLetters(ReadOnlySpan<char> token) => !token.ContainsAnyExceptInRange('a', 'z');

    // C++, C# and F# would else be the same one letter.
    private static (int Length, int Taken) LanguageName(ReadOnlySpan<char> rest, Span<char> target)
    {
        var next = rest.Length > 1 ? rest[1] : ' ';
        var (name, taken) = (target[0], rest[0]) switch
        {
            ('c', '+') when next == '+' => ("cpp", 2),
            ('c', '#') when !char.IsAsciiLetter(next) => ("csharp", 1),
            ('f', '#') when !char.IsAsciiLetter(next) => ("fsharp", 1),
            _ => ("", 0),
        };
        name.CopyTo(target);
        return (name.Length, taken);
    }
}

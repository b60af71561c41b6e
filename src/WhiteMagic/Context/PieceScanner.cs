using System.Globalization;

namespace WhiteMagic.Context;

/// <summary>Cuts text where the o200k_base pattern cuts it, without a regular expression's backtracking.</summary>
/// <remarks>
/// <paramref name="codePoints"/> reads a surrogate pair as one character, as OpenAI's tokenizer does;
/// without it every UTF-16 unit is a character of its own, as in .NET's regular expressions.
/// </remarks>
internal readonly ref struct PieceScanner(ReadOnlySpan<char> text, bool codePoints)
{
    private const char LongS = '\u017F';

    private static readonly CharacterKind[] Ascii =
        [.. Enumerable.Range(0, 128).Select(static value => KindOf((char)value))];

    private readonly ReadOnlySpan<char> _text = text;

    public static bool ReadingsDiffer(ReadOnlySpan<char> text) =>
        text.ContainsAnyInRange('\uD800', '\uDFFF') || text.Contains(LongS);

    public int PieceEnd(int start)
    {
        var first = KindAt(start, out var width);
        if ((first & CharacterKind.Number) != CharacterKind.None)
        {
            return NumberEnd(start + width);
        }

        var word = (first & CharacterKind.Letter) != CharacterKind.None
            ? WordEnd(start)
            : PrefixedWordEnd(start, first, width);
        if (word > 0)
        {
            return ContractionEnd(word);
        }

        if ((first & CharacterKind.Punctuation) != CharacterKind.None)
        {
            return PunctuationEnd(start + width);
        }

        return _text[start] == ' ' && (KindAt(start + 1, out width) & CharacterKind.Punctuation) != CharacterKind.None
            ? PunctuationEnd(start + 1 + width)
            : WhiteEnd(start);
    }

    private int WordEnd(int start)
    {
        ScanWord(start, out var mixed, out var upper);
        return mixed > 0 ? mixed : upper;
    }

    private int PrefixedWordEnd(int start, CharacterKind first, int width)
    {
        if (first == CharacterKind.NewLine)
        {
            return 0;
        }

        ScanWord(start + width, out var mixed, out var upper);
        if (mixed > 0)
        {
            return mixed;
        }

        // A mark may open a word itself, and the pattern prefers that to a prefix before capitals alone.
        return first == CharacterKind.Mark ? start + width : upper;
    }

    /// <summary>Finds where the pattern's mixed and upper word alternatives end; 0 where one fails.</summary>
    private void ScanWord(int start, out int mixed, out int upper)
    {
        mixed = 0;
        var i = start;
        CharacterKind kind;
        while (((kind = KindAt(i, out var width)) & CharacterKind.WordStart) != CharacterKind.None)
        {
            i += width;
            if (kind != CharacterKind.Upper)
            {
                mixed = i;
            }
        }

        upper = i > start ? i : 0;
        if (kind == CharacterKind.Lower)
        {
            mixed = RunEnd(i, CharacterKind.WordEnd);
        }
    }

    private int ContractionEnd(int i)
    {
        if (i + 1 >= _text.Length || _text[i] != '\'')
        {
            return i;
        }

        var next = i + 2 < _text.Length ? _text[i + 2] : '\0';
        return _text[i + 1] switch
        {
            's' or 'S' or 't' or 'T' or 'm' or 'M' or 'd' or 'D' => i + 2,
            // Case folding makes it an s for OpenAI's tokenizer, not for .NET's.
            LongS when codePoints => i + 2,
            'r' or 'R' or 'v' or 'V' when next is 'e' or 'E' => i + 3,
            'l' or 'L' when next is 'l' or 'L' => i + 3,
            _ => i,
        };
    }

    private int NumberEnd(int i)
    {
        for (var digits = 1; digits < 3 && KindAt(i, out var width) == CharacterKind.Number; digits++)
        {
            i += width;
        }

        return i;
    }

    private int PunctuationEnd(int i)
    {
        i = RunEnd(i, CharacterKind.Punctuation);
        while (i < _text.Length && _text[i] is '\r' or '\n' or '/')
        {
            i++;
        }

        return i;
    }

    private int WhiteEnd(int start)
    {
        var end = RunEnd(start, CharacterKind.White);
        var newLine = _text[start..end].LastIndexOfAny('\r', '\n');
        if (newLine >= 0)
        {
            return start + newLine + 1;
        }

        // The last space belongs to what follows it, unless it is the only one or nothing follows.
        return end == _text.Length || end == start + 1 ? end : end - 1;
    }

    private int RunEnd(int i, CharacterKind kinds)
    {
        while ((KindAt(i, out var width) & kinds) != CharacterKind.None)
        {
            i += width;
        }

        return i;
    }

    private CharacterKind KindAt(int i, out int width)
    {
        width = 1;
        if ((uint)i >= (uint)_text.Length)
        {
            return CharacterKind.None;
        }

        var c = _text[i];
        if (c < Ascii.Length)
        {
            return Ascii[c];
        }

        if (codePoints && char.IsHighSurrogate(c) && i + 1 < _text.Length && char.IsLowSurrogate(_text[i + 1]))
        {
            width = 2;
            return KindOf(CharUnicodeInfo.GetUnicodeCategory(char.ConvertToUtf32(c, _text[i + 1])));
        }

        return KindOf(c);
    }

    private static CharacterKind KindOf(char c) => c switch
    {
        '\r' or '\n' => CharacterKind.NewLine,
        _ when char.IsWhiteSpace(c) => CharacterKind.Space,
        _ => KindOf(char.GetUnicodeCategory(c)),
    };

    private static CharacterKind KindOf(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => CharacterKind.Upper,
        UnicodeCategory.LowercaseLetter => CharacterKind.Lower,
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => CharacterKind.Caseless,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            => CharacterKind.Mark,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
            => CharacterKind.Number,
        _ => CharacterKind.Symbol,
    };
}

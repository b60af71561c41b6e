namespace WhiteMagic.Search;

/// <summary>Reduces English words to their stems by Porter's algorithm, with the author's two later departures (bli, logi).</summary>
internal static class PorterStemmer
{
    /// <summary>Stems a word of lower-case ASCII letters in place; the stem is never longer than the word.</summary>
    /// <returns>The stem's length.</returns>
    public static int Stem(Span<char> word)
    {
        if (word.Length <= 2)
        {
            return word.Length;
        }

        var length = Plural(word, word.Length);
        length = PastOrProgressive(word, length);
        length = FinalY(word, length);
        length = DoubleSuffix(word, length);
        length = Replace(word, length, PorterRules.Step3, minimum: 0);
        length = Residue(word, length);
        return FinalE(word, length);
    }

    private static int Plural(Span<char> word, int length)
    {
        if (word[length - 1] != 's')
        {
            return length;
        }

        var text = word[..length];
        return text.EndsWith("sses") || text.EndsWith("ies") ? length - 2 : word[length - 2] == 's' ? length : length - 1;
    }

    private static int PastOrProgressive(Span<char> word, int length)
    {
        var text = word[..length];
        if (text.EndsWith("eed"))
        {
            return Measure(word[..(length - 3)]) > 0 ? length - 1 : length;
        }

        var cut = text.EndsWith("ed") ? 2 : text.EndsWith("ing") ? 3 : 0;
        if (cut == 0 || !HasVowel(word[..(length - cut)]))
        {
            return length;
        }

        length -= cut;
        text = word[..length];
        if (text.EndsWith("at") || text.EndsWith("bl") || text.EndsWith("iz"))
        {
            word[length] = 'e';
            return length + 1;
        }

        if (EndsInDouble(text))
        {
            return text[^1] is 'l' or 's' or 'z' ? length : length - 1;
        }

        if (Measure(text) == 1 && EndsShort(text))
        {
            word[length] = 'e';
            return length + 1;
        }

        return length;
    }

    private static int FinalY(Span<char> word, int length)
    {
        if (word[length - 1] == 'y' && HasVowel(word[..(length - 1)]))
        {
            word[length - 1] = 'i';
        }

        return length;
    }

    private static int DoubleSuffix(Span<char> word, int length) =>
        length < 4 ? length : Replace(word, length, PorterRules.Step2, minimum: 0);

    private static int Residue(Span<char> word, int length)
    {
        var text = word[..length];
        if (text.EndsWith("ion"))
        {
            var stem = word[..(length - 3)];
            return stem.Length > 0 && stem[^1] is 's' or 't' && Measure(stem) > 1 ? length - 3 : length;
        }

        return Replace(word, length, PorterRules.Step4, minimum: 1);
    }

    private static int FinalE(Span<char> word, int length)
    {
        if (word[length - 1] == 'e')
        {
            var stem = word[..(length - 1)];
            var measure = Measure(stem);
            if (measure > 1 || (measure == 1 && !EndsShort(stem)))
            {
                length--;
            }
        }

        var text = word[..length];
        return text.EndsWith("ll") && Measure(text) > 1 ? length - 1 : length;
    }

    private static int Replace(Span<char> word, int length, (string Suffix, string With)[][] rules, int minimum)
    {
        foreach (var (suffix, with) in rules[word[length - 1] - 'a'])
        {
            if (length <= suffix.Length || !word[..length].EndsWith(suffix))
            {
                continue;
            }

            var stem = length - suffix.Length;
            if (Measure(word[..stem]) <= minimum)
            {
                return length;
            }

            with.CopyTo(word[stem..]);
            return stem + with.Length;
        }

        return length;
    }

    private static bool IsConsonant(ReadOnlySpan<char> word, int index) => word[index] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => false,
        'y' => index == 0 || !IsConsonant(word, index - 1),
        _ => true,
    };

    // The number of vowel-consonant sequences, which Porter calls m.
    private static int Measure(ReadOnlySpan<char> word)
    {
        var measure = 0;
        var afterVowel = false;
        var consonant = false;
        for (var index = 0; index < word.Length; index++)
        {
            consonant = word[index] switch
            {
                'a' or 'e' or 'i' or 'o' or 'u' => false,
                'y' => index == 0 || !consonant,
                _ => true,
            };
            measure += consonant && afterVowel ? 1 : 0;
            afterVowel = !consonant;
        }

        return measure;
    }

    private static bool HasVowel(ReadOnlySpan<char> word)
    {
        for (var index = 0; index < word.Length; index++)
        {
            if (!IsConsonant(word, index))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsInDouble(ReadOnlySpan<char> word) =>
        word.Length >= 2 && word[^1] == word[^2] && IsConsonant(word, word.Length - 1);

    // Consonant, vowel, consonant, where the last is not w, x or y: "hop" keeps its e in "hope".
    private static bool EndsShort(ReadOnlySpan<char> word) =>
        word.Length >= 3
        && word[^1] is not ('w' or 'x' or 'y')
        && IsConsonant(word, word.Length - 1)
        && !IsConsonant(word, word.Length - 2)
        && IsConsonant(word, word.Length - 3);
}

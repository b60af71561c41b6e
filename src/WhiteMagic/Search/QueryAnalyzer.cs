namespace WhiteMagic.Search;

/// <summary>Turns the words and phrases of a query into groups of tokens that find what documents were analysed into.</summary>
internal sealed class QueryAnalyzer
{
    // A longer phrase is cut: what it finds is already narrow enough.
    private const int MaxPhraseTokens = 64;

    private const int LongRun = 4;
    private const int LongAlphabeticRun = 8;
    private const int AlphabeticWindow = 3;

    private readonly TokenBuffer _buffer = new(withSpans: true);

    /// <summary>Gives the one group that a phrase became, or null when it holds nothing to look for.</summary>
    public TokenGroup? Phrase(string text)
    {
        TextAnalyzer.Analyze(text, _buffer);
        return Group(Main());
    }

    /// <summary>Gives the groups that a word became, any of which may match.</summary>
    public List<TokenGroup> Word(string text)
    {
        TextAnalyzer.Analyze(text, _buffer);
        var main = Main();
        var groups = new List<TokenGroup>();
        var from = 0;
        for (var index = 0; index < main.Length; index++)
        {
            var end = RunEnd(main, index);
            if (end - index >= Limit(main[index]))
            {
                Add(groups, Group(main[from..index]));
                AddWindows(groups, main[index..end]);
                from = end + 1;
            }

            index = end;
        }

        Add(groups, Group(from < main.Length ? main[from..] : []));
        Add(groups, Parts());
        return groups;
    }

    /// <summary>Gives the parts of the identifiers in what was analysed last.</summary>
    public TokenGroup? Parts() => Group(_buffer.Spans[Main().Length..]);

    private ReadOnlySpan<TokenSpan> Main()
    {
        var count = _buffer.Spans.Length;
        while (count > 0 && _buffer.Spans[count - 1].Kind == TokenKind.Part)
        {
            count--;
        }

        return _buffer.Spans[..count];
    }

    // The index of the run's last sign when a run of pairs begins here, else the index itself.
    private static int RunEnd(ReadOnlySpan<TokenSpan> tokens, int index)
    {
        while (tokens[index].Kind == TokenKind.Pair)
        {
            index++;
        }

        return index;
    }

    private int Limit(TokenSpan token) => IsAlphabetic(token) ? LongAlphabeticRun : LongRun;

    private bool IsAlphabetic(TokenSpan token) => CharacterRoles.IsAlphabetic(_buffer.TokenText(token)[0]);

    // A sentence without spaces is a question, not a phrase: pieces of it find what it is about.
    private void AddWindows(List<TokenGroup> groups, ReadOnlySpan<TokenSpan> pairs)
    {
        var width = IsAlphabetic(pairs[0]) ? AlphabeticWindow : 1;
        var step = width == 1 ? 1 : width - 1;
        for (var start = 0; start < pairs.Length; start += step)
        {
            Add(groups, Group(pairs.Slice(Math.Min(start, pairs.Length - width), width)));
        }
    }

    private TokenGroup? Group(ReadOnlySpan<TokenSpan> tokens)
    {
        if (!tokens.IsEmpty && tokens[^1].Kind == TokenKind.RunEnd)
        {
            tokens = tokens[..^1];
        }

        if (tokens.IsEmpty)
        {
            return null;
        }

        var whole = tokens.Length <= MaxPhraseTokens;
        var texts = new string[Math.Min(tokens.Length, MaxPhraseTokens)];
        for (var index = 0; index < texts.Length; index++)
        {
            texts[index] = _buffer.TokenText(tokens[index]).ToString();
        }

        return new TokenGroup { Tokens = texts, IsPrefix = whole && tokens[^1].Kind == TokenKind.Single };
    }

    private static void Add(List<TokenGroup> groups, TokenGroup? group)
    {
        if (group is not null && !groups.Contains(group))
        {
            groups.Add(group);
        }
    }
}

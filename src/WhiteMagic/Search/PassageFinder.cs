using System.Runtime.InteropServices;

namespace WhiteMagic.Search;

/// <summary>Finds the passages of a body that say most about a query; reusable for many bodies, not for two threads at once.</summary>
internal sealed class PassageFinder
{
    // What lies behind is found by the index, but nobody waits for its best passage.
    private const int MaxLength = 1 << 20;

    private readonly PassageTerms _terms;
    private readonly PassageTally _tally = new();
    private readonly TokenBuffer _buffer;
    private readonly List<PassageSpan> _passages = [];

    /// <param name="query">What is asked.</param>
    /// <param name="buffer">Room to work in, with places of tokens, which is the finder's from now on.</param>
    public PassageFinder(ParsedQuery query, TokenBuffer buffer)
    {
        _terms = new PassageTerms(query);
        _buffer = buffer;
        _buffer.Wanted = _terms.FirstLetters;
    }

    /// <summary>Gives the best passages, best first; the first one with score 0 when none matches, none of an empty body.</summary>
    public IReadOnlyList<PassageSpan> Find(string body, int max)
    {
        var text = body.AsSpan(0, Math.Min(body.Length, MaxLength));
        _passages.Clear();
        PassageSplitter.Split(text, _passages);
        if (_passages.Count == 0 || max <= 0)
        {
            return [];
        }

        if (_terms.Count > 0)
        {
            TextAnalyzer.Analyze(text, _buffer);
            Score();
        }

        var best = _passages.Where(passage => passage.Score > 0).OrderByDescending(passage => passage.Score).Take(max).ToArray();
        return best.Length > 0 ? best : [_passages[0]];
    }

    private void Score()
    {
        var spans = _buffer.Spans;
        var words = spans.Length;
        while (words > 0 && spans[words - 1].Kind == TokenKind.Part)
        {
            words--;
        }

        // Words and parts are each in the text's order, so both lists are walked side by side.
        var (word, part) = (0, words);
        foreach (ref var passage in CollectionsMarshal.AsSpan(_passages))
        {
            word = Tally(spans[..words], word, passage.End);
            part = Tally(spans, part, passage.End);
            passage = passage with { Score = _tally.Finish(_terms.Count) };
        }
    }

    private int Tally(ReadOnlySpan<TokenSpan> spans, int from, int end)
    {
        while (from < spans.Length && spans[from].Start < end)
        {
            var token = spans[from++];
            _tally.Take(_terms.Find(_buffer.TokenText(token), token.Kind));
        }

        return from;
    }
}

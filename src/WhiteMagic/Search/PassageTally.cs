using System.Numerics;

namespace WhiteMagic.Search;

/// <summary>Counts what one passage matches and turns it into a score from 0 to 1.</summary>
internal sealed class PassageTally
{
    private const double TypicalTokens = 60;
    private const double Saturation = 0.6;
    private const double AdjacencyWeight = 0.5;

    private readonly int[] _counts = new int[PassageTerms.MaxTerms];
    private ulong _matched;
    private ulong _adjacent;
    private int _tokens;
    private int _previous = -1;

    public void Take(int term)
    {
        _tokens++;
        if (term >= 0)
        {
            _counts[term]++;
            _matched |= 1UL << term;
            if (_previous >= 0 && _previous != term)
            {
                _adjacent |= 1UL << term;
            }
        }

        _previous = term;
    }

    /// <summary>Gives the score and begins anew: distinct terms weigh most, then neighbours, then how often and how densely.</summary>
    public double Finish(int termCount)
    {
        var score = 0.0;
        for (var rest = _matched; rest != 0; rest &= rest - 1)
        {
            var count = _counts[BitOperations.TrailingZeroCount(rest)];
            score += 1 + (count / (count + (Saturation * (1 + (_tokens / TypicalTokens)))));
        }

        score += AdjacencyWeight * BitOperations.PopCount(_adjacent);
        Array.Clear(_counts);
        (_matched, _adjacent, _tokens, _previous) = (0, 0, 0, -1);
        return score / ((2 * termCount) + (AdjacencyWeight * (termCount - 1)));
    }
}

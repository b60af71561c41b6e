using System.Collections.Frozen;
using WhiteMagic.Search;

namespace WhiteMagic.Workflows;

/// <summary>Finds operations that another describes: "after fetching the users", "using the result of the search", "before the deploy".</summary>
internal sealed class PhraseReferences(OperationText[] texts, StepReferences steps)
{
    private const int LongestPhrase = 10;

    // So much of what is described must be in the other operation's words.
    private const double EnoughShared = 0.66;

    private static readonly FrozenSet<string> Cues = FrozenSet.Create(StringComparer.Ordinal, "after", "once", "until", "before", "following");

    private static readonly FrozenSet<string> VerbsWithOn = FrozenSet.Create(StringComparer.Ordinal, "depend", "depends", "depending", "based", "relies", "rely", "building", "builds");

    private static readonly FrozenSet<string> VerbsWithFor = FrozenSet.Create(StringComparer.Ordinal, "wait", "waits", "waiting");

    private static readonly FrozenSet<string> Outcomes = FrozenSet.Create(StringComparer.Ordinal, "result", "results", "output", "outputs", "answer", "answers", "findings");

    private static readonly FrozenSet<string> Needs = FrozenSet.Create(StringComparer.Ordinal, "requires", "needs");

    private static readonly FrozenSet<string> Ends = FrozenSet.Create(StringComparer.Ordinal, "then", "to", "so", "but", "before", "after");

    private static readonly FrozenSet<string> Endings = FrozenSet.Create(
        StringComparer.Ordinal, "done", "finished", "finish", "finishes", "complete", "completed", "completes", "ready", "over", "ended", "ends", "succeeded", "succeeds", "passed");

    // These make no phrase of their own: they name another's outcome, which the words that follow tell.
    private static readonly FrozenSet<string> Empty = FrozenSet.Create(StringComparer.Ordinal, "result", "results", "output", "outputs", "answer", "step", "operation", "task");

    private readonly ILookup<string, int> _places = texts
        .SelectMany(static text => text.Stems, static (text, stem) => (Stem: stem, text.Place))
        .ToLookup(static found => found.Stem, static found => found.Place, StringComparer.Ordinal);

    public IEnumerable<OperationDependency> Find(OperationText text)
    {
        for (int at = 0; at < text.Words.Count; at++)
        {
            if (!IsCue(text.Words, at, out int begin))
            {
                continue;
            }

            bool isBefore = text.Words[at].Lower == "before";
            foreach ((int from, int to) in Phrases(text.Words, begin))
            {
                if (Described(text, from, to, isBefore) is { } place)
                {
                    (int operation, int dependsOn) = isBefore ? (place, text.Place) : (text.Place, place);
                    yield return new(
                        operation,
                        dependsOn,
                        DependencyCue.Phrase,
                        $"Operation {OperationText.Number(text.Place)} says \"{text.Quote(at, to)}\", which describes operation {OperationText.Number(place)}.");
                }
            }
        }
    }

    private static bool IsCue(IReadOnlyList<OperationWord> words, int at, out int begin)
    {
        string word = words[at].Lower;
        string next = at + 1 < words.Count && !words[at].EndsClause ? words[at + 1].Lower : "";
        begin = Cues.Contains(word) || Needs.Contains(word) ? at + 1 : at + 2;
        return next.Length > 0
            && (Cues.Contains(word)
                || Needs.Contains(word)
                || (VerbsWithOn.Contains(word) && next is "on" or "upon")
                || (VerbsWithFor.Contains(word) && next == "for")
                || (Outcomes.Contains(word) && next is "of" or "from")
                || (word == "when" && HasEnding(words, at)));
    }

    // "When" begins a condition as often as an order: "when empty, skip".
    private static bool HasEnding(IReadOnlyList<OperationWord> words, int at)
    {
        for (int i = at + 1; i < Math.Min(words.Count, at + LongestPhrase); i++)
        {
            if (Endings.Contains(words[i].Lower))
            {
                return true;
            }

            if (words[i].EndsClause)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>The phrases up to the end of the clause, cut at "and".</summary>
    private static IEnumerable<(int From, int To)> Phrases(IReadOnlyList<OperationWord> words, int begin)
    {
        int from = begin;
        for (int at = begin; at < Math.Min(words.Count, begin + LongestPhrase); at++)
        {
            string word = words[at].Lower;
            if (Ends.Contains(word) || word is "and" or "or")
            {
                if (at > from)
                {
                    yield return (from, at - 1);
                }

                from = at + 1;
                if (Ends.Contains(word))
                {
                    yield break;
                }
            }
            else if (words[at].EndsClause || at + 1 == Math.Min(words.Count, begin + LongestPhrase))
            {
                yield return (from, at);
                yield break;
            }
        }
    }

    /// <summary>The operation whose words the phrase repeats best; of equal ones the nearest before, or else the nearest after.</summary>
    private int? Described(OperationText text, int from, int to, bool isBefore)
    {
        HashSet<string> phrase = [];
        for (int at = from; at <= to; at++)
        {
            if (steps.IsAt(text, at))
            {
                // It is named, so its words describe nothing.
                return null;
            }

            string word = text.Words[at].Lower;
            if (!StopWords.Contains(word) && !Endings.Contains(word) && !Empty.Contains(word))
            {
                phrase.Add(OperationText.Stem(word));
            }
        }

        return Nearest(text, Shared(phrase), phrase.Count, isBefore);
    }

    /// <summary>How many of the words each operation has.</summary>
    private int[] Shared(HashSet<string> phrase)
    {
        int[] shared = new int[texts.Length];
        foreach (string stem in phrase)
        {
            foreach (int place in _places[stem])
            {
                shared[place]++;
            }
        }

        return shared;
    }

    private static int? Nearest(OperationText text, int[] shared, int words, bool isBefore)
    {
        int? best = null;
        (int Shared, bool IsExpected, int Nearness) most = (0, false, 0);
        for (int place = 0; place < shared.Length; place++)
        {
            (int Shared, bool IsExpected, int Nearness) candidate = (shared[place], place < text.Place != isBefore, -Math.Abs(place - text.Place));
            if (place != text.Place && shared[place] > 0 && shared[place] >= EnoughShared * words && candidate.CompareTo(most) > 0)
            {
                (best, most) = (place, candidate);
            }
        }

        return best;
    }
}

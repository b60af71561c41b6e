using System.Collections.Frozen;
using System.Globalization;

namespace WhiteMagic.Workflows;

/// <summary>Finds operations that are named by number, by place or by id.</summary>
internal sealed class StepReferences
{
    private static readonly FrozenSet<string> Nouns = FrozenSet.Create(
        StringComparer.Ordinal, "step", "steps", "operation", "operations", "task", "tasks", "action", "actions", "call", "calls");

    private static readonly FrozenSet<string> PreviousWords = FrozenSet.Create(StringComparer.Ordinal, "previous", "prior", "preceding", "last");

    private static readonly string[] Ordinals =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    private static readonly string[] Numerals = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    private readonly OperationText[] _texts;
    private readonly Dictionary<int, int> _places = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    public StepReferences(OperationText[] texts)
    {
        _texts = texts;
        bool isLabelled = Array.TrueForAll(texts, static text => text.Label is not null);
        foreach (OperationText text in texts)
        {
            _places.TryAdd(isLabelled ? text.Label!.Value : text.Place + 1, text.Place);
            if (text.Operation.Id is { } id)
            {
                _ids.Add(id, text.Place);
            }
        }
    }

    public IEnumerable<OperationDependency> Find(OperationText text)
    {
        for (int at = 0; at < text.Words.Count; at++)
        {
            int end = at;
            foreach (int place in PlacesAt(text, at, ref end))
            {
                if (place != text.Place && ReferenceSense.Waits(text.Words, at) is { } waits)
                {
                    (int operation, int dependsOn) = waits ? (text.Place, place) : (place, text.Place);
                    yield return new(
                        operation,
                        dependsOn,
                        DependencyCue.Reference,
                        $"Operation {OperationText.Number(text.Place)} names operation {OperationText.Number(place)} in \"{text.Quote(Math.Max(0, at - 2), end)}\".");
                }
            }
        }
    }

    /// <summary>Whether an operation is named from a word on.</summary>
    public bool IsAt(OperationText text, int at)
    {
        int end = at;
        return PlacesAt(text, at, ref end).Count > 0;
    }

    private List<int> PlacesAt(OperationText text, int at, ref int end)
    {
        string word = text.Words[at].Lower;
        if (Nouns.Contains(word))
        {
            return NumbersAfter(text, at, ref end);
        }

        bool isNounNext = at + 1 < text.Words.Count && !text.Words[at].EndsClause && Nouns.Contains(text.Words[at + 1].Lower);
        if (isNounNext && PreviousWords.Contains(word))
        {
            end = at + 1;
            return word != "last" && text.Words[end].Lower[^1] == 's' ? [.. Enumerable.Range(0, text.Place)] : text.Place > 0 ? [text.Place - 1] : [];
        }

        if (isNounNext && Array.IndexOf(Ordinals, word) is >= 0 and int ordinal)
        {
            end = at + 1;
            return Places(ordinal + 1, ordinal + 1);
        }

        bool isNumber = word.Length > 1 && word[0] == '#' && ReferenceSense.HasCue(text.Words, at);
        return isNumber && NumberOf(word) is { } number ? Places(number, number) : IdAt(text, at);
    }

    private List<int> IdAt(OperationText text, int at)
    {
        OperationWord word = text.Words[at];
        bool isName = word.IsQuoted || !word.Text.All(char.IsAsciiLetter) || ReferenceSense.HasCue(text.Words, at);
        return isName && _ids.TryGetValue(word.Text, out int place) ? [place] : [];
    }

    /// <summary>Reads "2", "2 and 3", "1, 2 and 5", "1-3" and "1 to 3" behind a noun.</summary>
    private List<int> NumbersAfter(OperationText text, int at, ref int end)
    {
        List<int> places = [];
        int? from = null;
        bool isRange = false;
        for (int i = at + 1; i < text.Words.Count && !text.Words[i - 1].EndsSentence; i++)
        {
            string word = text.Words[i].Lower;
            if (word is "and" or "or" or "&" && places.Count > 0)
            {
                continue;
            }

            if (word is "to" or "through" && from is not null)
            {
                isRange = true;
                continue;
            }

            string[] ends = word.Split('-', '–');
            if (NumberOf(ends[0]) is not { } first || NumberOf(ends[^1]) is not { } last || ends.Length > 2)
            {
                break;
            }

            places.AddRange(Places(isRange ? from!.Value + 1 : first, last));
            (from, isRange, end) = (last, false, i);
        }

        return places;
    }

    private List<int> Places(int first, int last)
    {
        List<int> places = [];
        for (int number = first; number <= last && places.Count < _texts.Length; number++)
        {
            if (_places.TryGetValue(number, out int place))
            {
                places.Add(place);
            }
            else if (number > _texts.Length && first != last)
            {
                break;
            }
        }

        return places;
    }

    private static int? NumberOf(string word)
    {
        int numeral = Array.IndexOf(Numerals, word);
        return numeral >= 0 ? numeral + 1
            : int.TryParse(word.AsSpan().TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
            : null;
    }
}

using System.Collections.Frozen;

namespace WhiteMagic.Workflows;

/// <summary>Finds words at the beginning of a description that put it after what stands before it in the list.</summary>
internal static class OrderWords
{
    private static readonly FrozenSet<string> AfterPrevious = FrozenSet.Create(
        StringComparer.Ordinal, "then", "next", "afterwards", "afterward", "subsequently", "thereafter", "thereupon");

    private static readonly FrozenSet<string> AfterAll = FrozenSet.Create(StringComparer.Ordinal, "finally", "lastly");

    private static readonly FrozenSet<string> Once = FrozenSet.Create(StringComparer.Ordinal, "after", "once", "when", "following", "with", "upon");

    private static readonly FrozenSet<string> That = FrozenSet.Create(
        StringComparer.Ordinal, "that", "this", "it", "which", "done", "finished", "complete", "completed", "ready");

    private static readonly FrozenSet<string> Everything = FrozenSet.Create(StringComparer.Ordinal, "everything", "all", "these", "those", "both");

    private static readonly FrozenSet<string> Times = FrozenSet.Create(StringComparer.Ordinal, "week", "month", "year", "day", "quarter", "time", "sprint", "release");

    public static IEnumerable<OperationDependency> Find(OperationText text)
    {
        int at = text.Words.Count > 1 && text.Words[0].Lower is "and" or "but" or "so" ? 1 : 0;
        if (text.Place == 0 || at >= text.Words.Count)
        {
            yield break;
        }

        string word = text.Words[at].Lower;
        OperationWord? second = at + 1 < text.Words.Count && !text.Words[at].EndsClause ? text.Words[at + 1] : null;
        bool isAfter = second is { } next && Once.Contains(word);
        int end = isAfter ? at + 1 : at;
        if (AfterAll.Contains(word) || (isAfter && Everything.Contains(second!.Value.Lower)))
        {
            for (int before = 0; before < text.Place; before++)
            {
                yield return Found(text, before, end);
            }
        }
        else if ((AfterPrevious.Contains(word) && !(word == "next" && second is { } time && Times.Contains(time.Lower)))
            || (isAfter && That.Contains(second!.Value.Lower)))
        {
            yield return Found(text, text.Place - 1, end);
        }
    }

    private static OperationDependency Found(OperationText text, int before, int end) => new(
        text.Place,
        before,
        DependencyCue.Order,
        $"Operation {OperationText.Number(text.Place)} begins with \"{text.Quote(0, end)}\", which puts it after operation {OperationText.Number(before)}.");
}

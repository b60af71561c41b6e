using System.Globalization;
using WhiteMagic.Search;

namespace WhiteMagic.Cli.Output;

/// <summary>Writes what a search found: a title, where it is, and the words around the match.</summary>
internal static class SearchText
{
    private const int ShownPassages = 2;

    public static void Write(Reporter output, SearchResult result)
    {
        WriteMatches(output, result.Matches, result.Passages);
        WriteCount(output, result.Matches.Count, result.Total);
    }

    public static void WriteMany(Reporter output, QueryAnswers answers)
    {
        foreach (QueryAnswer answer in answers.Results)
        {
            output.Heading($"# {SafeText.OneLine(answer.Query)}");
            WriteMatches(output, answer.Matches, answer.Passages);
            WriteCount(output, answer.Matches.Count, answer.Total);
            output.Line();
        }

        output.Note($"{answers.Results.Count} queries; quote words together to make one query of them");
    }

    private static void WriteMatches(Reporter output, IReadOnlyList<MemoryMatch> matches, IReadOnlyList<Passage>? passages)
    {
        if (passages is not null)
        {
            foreach (Passage passage in passages)
            {
                WritePassage(output, passage, $"{passage.Filename}:");
            }

            return;
        }

        foreach (MemoryMatch match in matches)
        {
            string score = match.Score > 0 ? string.Create(CultureInfo.InvariantCulture, $" · {match.Score:0.00}") : "";
            string tags = match.Tags.Count > 0 ? $" · {string.Join(", ", match.Tags)}" : "";
            output.Heading(SafeText.OneLine(match.Title));
            output.Line($"  {match.Filename} · {output.Dates.Age(match.Created)}{tags}{score}");
            foreach (Passage passage in match.Passages.Take(ShownPassages))
            {
                WritePassage(output, passage, "  ");
            }
        }
    }

    private static void WritePassage(Reporter output, Passage passage, string before)
    {
        string text = SafeText.OneLine(passage.Text.ReplaceLineEndings(" ").Trim());
        string line = $"{before}{passage.StartLine}: {text}";
        output.Line(output.ForPerson ? LineFit.Clip(line, output.Terminal.Width) : line);
    }

    private static void WriteCount(Reporter output, int shown, int total) =>
        output.Note(total == 0 ? "nothing found; fewer or other words may find it" : $"{shown} of {total}");
}

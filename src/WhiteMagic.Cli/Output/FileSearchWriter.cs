using WhiteMagic.Execution;
using WhiteMagic.Execution.Files.Searching;

namespace WhiteMagic.Cli.Output;

/// <summary>Writes what a search of files finds, as it is found.</summary>
internal abstract class FileSearchWriter(Reporter output)
{
    private int _files;
    private int _matches;

    public FileProblems Problems { get; } = new();

    protected Reporter Output => output;

    public static FileSearchWriter Create(Reporter output, bool namesOnly) =>
        output.Style.Json ? new FileSearchJson(output, namesOnly)
        : namesOnly ? new FileNameLines(output)
        : output.ForPerson ? new FileSearchPages(output)
        : new FileSearchLines(output);

    public void Add(ItemOutcome<FileMatches> outcome)
    {
        if (outcome.Value is not { } found)
        {
            Problems.Add(outcome);
            return;
        }

        _files++;
        _matches += found.Count;
        Write(found);
    }

    public virtual void Finish(FileSearchStatistics statistics)
    {
        Problems.Write(output, "--text searches them too");
        string searched = $"{CountText.Of((int)Math.Min(statistics.Files, int.MaxValue), "file")} searched";
        output.Note(_matches == 0
            ? $"nothing found, {searched}{(Problems.All.Count == 0 ? "; --ignore-case, --hidden or --no-ignore may find it" : "")}"
            : $"{CountText.Of(_matches, "line")} in {CountText.Of(_files, "file")}, {searched}{(statistics.IsCut ? "; there may be more: a larger --limit shows it" : "")}");
    }

    protected abstract void Write(FileMatches found);
}

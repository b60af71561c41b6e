using WhiteMagic.Execution.Files.Searching;

namespace WhiteMagic.Cli.Output;

/// <summary>Writes what was found as JSON, when all was found.</summary>
internal sealed class FileSearchJson(Reporter output, bool namesOnly) : FileSearchWriter(output)
{
    private readonly List<FoundFile> _files = [];

    public override void Finish(FileSearchStatistics statistics) => Output.Write(
        new FileSearchReport
        {
            Files = _files,
            Matches = _files.Sum(static file => file.Matches),
            FilesSearched = statistics.Files,
            Truncated = statistics.IsCut,
            Problems = Problems.All,
        },
        CliJson.Readable.FileSearchReport,
        static _ => { });

    protected override void Write(FileMatches found) => _files.Add(new FoundFile
    {
        Path = found.Path,
        Matches = found.Count,
        Lines = namesOnly ? null : [.. found.Lines.Select(FoundLine.From)],
    });
}

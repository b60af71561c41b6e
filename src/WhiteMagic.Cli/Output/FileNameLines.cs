using WhiteMagic.Execution.Files.Searching;

namespace WhiteMagic.Cli.Output;

/// <summary>Writes only the names of the files.</summary>
internal sealed class FileNameLines(Reporter output) : FileSearchWriter(output)
{
    protected override void Write(FileMatches found) => Output.Line(found.Path);
}

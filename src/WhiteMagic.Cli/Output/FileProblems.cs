using WhiteMagic.Execution;

namespace WhiteMagic.Cli.Output;

/// <summary>Keeps what was left out, and tells of it.</summary>
internal sealed class FileProblems
{
    private readonly List<LeftOutFile> _all = [];

    public IReadOnlyList<LeftOutFile> All => _all;

    public void Add<T>(ItemOutcome<T> outcome) => _all.Add(LeftOutFile.From(outcome));

    public void AddBinary(string path, bool isSkipped) => _all.Add(new LeftOutFile
    {
        Path = path,
        Code = "binary",
        Error = $"'{path}' holds a NUL byte, so it is taken for no text",
        Skipped = isSkipped,
    });

    public void AddWithoutMemory(string path) => _all.Add(new LeftOutFile
    {
        Path = path,
        Code = "io",
        Error = $"'{path}' needs more memory to be shown than there is",
        Skipped = false,
    });

    public void Write(Reporter output, string remedy)
    {
        foreach (LeftOutFile problem in _all.Where(static problem => !problem.Skipped))
        {
            output.Note($"error: {problem.Error}");
        }

        int skipped = _all.Count(static problem => problem.Skipped);
        if (skipped > 0)
        {
            output.Note($"{CountText.Of(skipped, "file")} skipped that {(skipped == 1 ? "is" : "are")} no text; {remedy}");
        }
    }

    /// <summary>Gives the exit code: not found when nothing was there, failed when a part was not.</summary>
    public int ExitCode(long done) =>
        _all.TrueForAll(static problem => problem.Skipped) ? ExitCodes.Done
        : done == 0 && _all.TrueForAll(static problem => problem.Skipped || problem.Code == "not_found") ? ExitCodes.NotFound
        : ExitCodes.Failed;
}

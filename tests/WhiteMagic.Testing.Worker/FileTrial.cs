using WhiteMagic.Execution;
using WhiteMagic.Execution.Files;
using WhiteMagic.Execution.Files.Searching;
using WhiteMagic.Execution.Files.Walking;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Testing.Worker;

/// <summary>Reads, finds and searches the files of a folder by all means there are, and says of each what became of it.</summary>
internal sealed class FileTrial(string folder, IWorkerPool workers)
{
    public static async Task TellAllAsync(string folder, TextWriter output)
    {
        await using var pool = new WorkerPool(new() { Name = "trial", Limit = 8, UsesOwnThreads = true });
        var trial = new FileTrial(folder, pool);
        string[] names = await Console.In.ReadLineAsync() is { Length: > 0 } line ? line.Split(' ') : [];
        foreach (var (what, outcomes) in await trial.RunAsync(names))
        {
            foreach (var (path, became) in outcomes)
            {
                await output.WriteLineAsync($"{what} {Path.GetRelativePath(folder, path)} {became}");
            }
        }
    }

    /// <summary>Does all, and gives for each way the outcomes by their paths.</summary>
    public async Task<List<(string What, List<(string Path, string Became)> Outcomes)>> RunAsync(string[] names) =>
    [
        ("read", await ReadAsync(names, static () => new LinuxFileReader())),
        ("read-portably", await ReadAsync(names, static () => new PortableFileReader())),
        ("find", [.. new FileFinder().Find([folder]).Select(static outcome => (PathOf(outcome, outcome.Value), Became(outcome)))]),
        ("search", await SearchAsync(isPortable: false)),
        ("search-portably", await SearchAsync(isPortable: true)),
    ];

    private async Task<List<(string Path, string Became)>> ReadAsync(string[] names, Func<IFileReader> open)
    {
        string[] paths = [.. names.Select(name => Path.Join(folder, name))];
        using FileBatch batch = await new FileBatchReader(workers, null, null, open).ReadAsync(paths);
        return [.. batch.Select(static outcome => (PathOf(outcome, outcome.Value.Path), Became(outcome)))];
    }

    private async Task<List<(string Path, string Became)>> SearchAsync(bool isPortable)
    {
        List<(string Path, string Became)> all = [];
        var searcher = new FileSearcher(workers, new FileSearchOptions { IsOrdered = true }) { IsPortable = isPortable };
        await foreach (ItemOutcome<FileMatches> outcome in searcher.Search(SearchPattern.Literal("needle"), [folder]))
        {
            all.Add((PathOf(outcome, outcome.Value?.Path), Became(outcome)));
        }

        return all;
    }

    private static string PathOf<T>(ItemOutcome<T> outcome, string? path) => (outcome.Error as FileReadException)?.Path ?? path ?? "";

    private static string Became<T>(ItemOutcome<T> outcome) => (outcome.Error as FileReadException)?.Failure.ToString() ?? outcome.Status.ToString();
}

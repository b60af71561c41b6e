using System.Globalization;
using System.Text;
using WhiteMagic.Execution.Files.Searching;
using WhiteMagic.Execution.Workers;
using WhiteMagic.Testing;

namespace WhiteMagic.Execution.Tests.Files.Searching;

/// <summary>A folder of its own, the workers that search it, and short ways to write and to search.</summary>
internal sealed class SearchBench : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    public WorkerPool Workers { get; } = new(new WorkerPoolOptions { Name = "io", Limit = 64, UsesOwnThreads = true });

    public string Root => _folder.Root;

    /// <summary>Searches below the folder, in order, all files alike unless <paramref name="options"/> says otherwise.</summary>
    public FileSearch Search(SearchPattern pattern, FileSearchOptions? options = null, bool portable = false, params string[] paths)
    {
        FileSearchOptions given = options ?? new FileSearchOptions();
        FileSearchOptions here = given with { IsOrdered = true, Files = given.Files with { BaseFolder = Root } };
        return new FileSearcher(Workers, here) { IsPortable = portable || !OperatingSystem.IsLinux() }.Search(pattern, paths);
    }

    public static async Task<List<ItemOutcome<FileMatches>>> AllAsync(FileSearch search)
    {
        List<ItemOutcome<FileMatches>> all = [];
        await foreach (ItemOutcome<FileMatches> outcome in search.WithCancellation(TestContext.Current.CancellationToken))
        {
            all.Add(outcome);
        }

        return all;
    }

    /// <summary>Gives each line as grep would write it.</summary>
    public async Task<string[]> LinesAsync(SearchPattern pattern, FileSearchOptions? options = null, params string[] paths) =>
        [.. (await AllAsync(Search(pattern, options, portable: false, paths))).Where(static outcome => outcome.IsSuccess).SelectMany(static outcome => Written(outcome.Value!))];

    public static IEnumerable<string> Written(FileMatches found) => found.Lines.Select(line =>
        string.Create(CultureInfo.InvariantCulture, $"{found.Path}{(line.IsMatch ? ':' : '-')}{line.Number}{(line.IsMatch ? ':' : '-')}{line.DecodeText()}"));

    public string Write(string name, string text) => _folder.Write(name, text);

    public string Write(string name, byte[] bytes)
    {
        string path = Path.Join(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string Write(string name, string text, Encoding encoding) => Write(name, [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);

    /// <summary>Requires that no worker is busy; the last one is free a moment after its work has ended the search.</summary>
    public async Task AssertIdleAsync()
    {
        for (int looks = 0; looks < 100_000 && Workers.Statistics.Running > 0; looks++)
        {
            await Task.Yield();
        }

        Assert.Equal(0, Workers.Statistics.Running);
    }

    public async ValueTask DisposeAsync()
    {
        await Workers.DisposeAsync();
        _folder.Dispose();
    }
}

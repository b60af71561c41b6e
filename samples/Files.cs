#:project ../src/WhiteMagic.Execution/WhiteMagic.Execution.csproj

// Reads many files at once, and searches them: `dotnet run samples/Files.cs [FOLDER]`.
using WhiteMagic.Execution;
using WhiteMagic.Execution.Files;
using WhiteMagic.Execution.Files.Searching;
using WhiteMagic.Execution.Workers;

string folder = args.Length > 0 ? args[0] : AppContext.BaseDirectory;
string[] paths = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Take(1_000), Path.Combine(folder, "not-there.txt")];

await using var pools = new WorkerPools(new WorkerPoolsOptions());
var reader = new FileBatchReader(pools.Io, new FileReadOptions { MaxFileBytes = 16 << 20 });

using FileBatch batch = await reader.ReadAsync(paths);
long bytes = 0;
int texts = 0;
int lines = 0;
foreach (ItemOutcome<FileContent> outcome in batch)
{
    if (!outcome.IsSuccess)
    {
        var error = (FileReadException)outcome.Error!;
        Console.WriteLine($"{Path.GetFileName(error.Path)}: {error.Failure}");
        continue;
    }

    // The bytes live as long as the batch; a file is decoded only if its text is wanted.
    FileContent file = outcome.Value;
    bytes += file.Bytes.Length;
    if (!file.IsBinary)
    {
        texts++;
        lines += file.DecodeText().AsSpan().Count('\n');
    }
}

Console.WriteLine($"{batch.Count} files, {bytes} bytes, {texts} of them text with {lines} line ends.");

var searcher = new FileSearcher(pools.Io, new FileSearchOptions { IsOrdered = true, MaxResults = 100, LinesAfter = 1 });
FileSearch search = searcher.Search(SearchPattern.AnyOf(["license", "copyright"], ignoresCase: true), [folder]);
await foreach (ItemOutcome<FileMatches> found in search)
{
    if (!found.IsSuccess)
    {
        // Some files are no text, some cannot be read; the error names which.
        Console.WriteLine($"{found.Status}: {found.Error!.GetType().Name}");
        continue;
    }

    foreach (MatchedLine line in found.Value!.Lines.Where(static line => line.IsMatch))
    {
        Console.WriteLine($"{Path.GetFileName(found.Value.Path)}:{line.Number}:{line.Column}: {line.DecodeText().Trim()}");
    }
}

Console.WriteLine($"{search.Statistics.Files} files searched by {search.Statistics.Workers} workers at most.");

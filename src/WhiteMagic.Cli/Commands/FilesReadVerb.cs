using System.CommandLine;
using WhiteMagic.Cli.Output;
using WhiteMagic.Execution;
using WhiteMagic.Execution.Files;
using WhiteMagic.Execution.Files.Walking;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm files read</c>.</summary>
internal static class FilesReadVerb
{
    private const int AtOnce = 256;
    private const int DefaultBytes = 64 << 20;
    private const int MostBytes = 1 << 30;

    public static Verb Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files, and folders for all files below them", Arity = ArgumentArity.OneOrMore };
        var largest = new Option<int?>("--max-bytes") { Description = "The most bytes a file may have, up to 1 GiB (default: 64 MiB)", HelpName = "N" };
        var choice = new FileChoice();
        var verb = new Verb("read", "Read text files, many at once; several are written each under its name")
        {
            Arguments = { paths },
            Options = { largest },
            Examples =
            [
                ("wm files read README.md", "the text as it is in the file"),
                ("wm files read docs -g '*.md' --json", "all Markdown below a folder, for a program"),
            ],
            Handler = async (invocation, cancellationToken) =>
            {
                int most = invocation.Get(largest) ?? DefaultBytes;
                if (most is < 1 or > MostBytes)
                {
                    throw new UsageException($"{largest.Name} is from 1 to {MostBytes}");
                }

                FileWalkOptions wanted = choice.Read(invocation);
                WorkerPool pool = FileWorkers.Open(invocation);
                await using (pool.ConfigureAwait(false))
                {
                    var reader = new FileBatchReader(pool, new FileReadOptions { MaxFileBytes = most, MaxWorkers = pool.Limit });
                    var texts = new FileTexts(invocation.Output);
                    await ReadAsync(reader, wanted, FileChoice.Paths(invocation, invocation.Get(paths)), texts, cancellationToken).ConfigureAwait(false);
                    return texts.Finish();
                }
            },
        };
        foreach (Option option in choice.All)
        {
            verb.Add(option);
        }

        return verb;
    }

    private static async Task ReadAsync(
        FileBatchReader reader, FileWalkOptions wanted, IReadOnlyList<string> paths, FileTexts texts, CancellationToken cancellationToken)
    {
        texts.AreSeveral = paths.Count > 1 || Directory.Exists(Path.Join(wanted.BaseFolder, paths[0])) || Directory.Exists(paths[0]);
        foreach (ItemOutcome<string>[] found in new FileFinder(wanted).Find(paths).Chunk(AtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string[] names = [.. found.Where(static file => file.IsSuccess).Select(static file => file.Value!)];
            using FileBatch batch = await reader.ReadAsync([.. names.Select(name => Opened(wanted, name))], cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < names.Length; i++)
            {
                texts.Add(names[i], batch[i]);
            }

            foreach (ItemOutcome<string> wrong in found.Where(static file => !file.IsSuccess))
            {
                texts.Problems.Add(wrong);
            }
        }
    }

    private static string Opened(FileWalkOptions wanted, string path) => wanted.BaseFolder is { } folder ? Path.Combine(folder, path) : path;
}

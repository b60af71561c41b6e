using System.CommandLine;
using WhiteMagic.Cli.Import;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm import jsonl</c>.</summary>
internal static class ImportJsonLinesVerb
{
    public static Verb Create()
    {
        var path = new Argument<string>("PATH") { Description = "The file; - reads standard input" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be imported" };
        return new Verb("jsonl", "Bring in lines of JSON, {title, content, type?, tags?, created?, updated?, filename?}, as wm export writes them")
        {
            Arguments = { path },
            Options = { dryRun },
            Examples = [("wm import jsonl memories.jsonl", "bring in an export"), ("wm --space a export | wm --space b import jsonl -", "copy one space to another")],
            Handler = async (invocation, cancellationToken) =>
            {
                string given = invocation.Get(path)!;
                return await ImportRun.RunAsync(
                    invocation, _ => ReadAsync(invocation, given, cancellationToken), invocation.Get(dryRun), cancellationToken).ConfigureAwait(false);
            },
        };
    }

    private static async Task<IReadOnlyList<ImportItem>> ReadAsync(Invocation invocation, string path, CancellationToken cancellationToken)
    {
        if (path == "-")
        {
            using var piped = new StringReader(await invocation.Terminal.ReadToEndAsync(cancellationToken).ConfigureAwait(false));
            return await JsonLines.ReadAsync(piped, cancellationToken).ConfigureAwait(false);
        }

        return await PathException.GuardAsync(path, "read", async () =>
        {
            using var file = new StreamReader(invocation.FullPath(path));
            return await JsonLines.ReadAsync(file, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }
}

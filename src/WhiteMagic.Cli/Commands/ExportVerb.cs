using System.CommandLine;
using WhiteMagic.Cli.Import;
using WhiteMagic.Cli.Output;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm export</c>.</summary>
internal static class ExportVerb
{
    private static readonly IReadOnlyList<(string Name, ExportFormat Value)> Formats =
        [("jsonl", ExportFormat.JsonLines), ("markdown", ExportFormat.Markdown)];

    public static Verb Create()
    {
        Option<ExportFormat?> format = Choices.Option(Formats, "Lines of JSON, or a folder of Markdown files (default: jsonl)", "--format");
        var output = new Option<string?>("--output", "-o") { Description = "The file, or for markdown the folder (default: standard output)", HelpName = "PATH" };
        var archived = new Option<bool>("--include-archived", "-a") { Description = "Archived memories too" };
        return new Verb("export", "Take every memory out, as lines of JSON or as Markdown files")
        {
            Group = VerbGroup.Move,
            Options = { format, output, archived },
            Examples = [("wm export -a > memories.jsonl", "wm import jsonl brings it in again"), ("wm export --format markdown -o ~/notes", "as files")],
            Handler = async (invocation, cancellationToken) =>
            {
                string? path = invocation.Get(output) is { } given ? invocation.FullPath(given) : null;
                bool markdown = invocation.Get(format) == ExportFormat.Markdown;
                if (markdown && path is null)
                {
                    throw new UsageException("--format markdown writes a folder: give --output DIR");
                }

                bool all = invocation.Get(archived);
                if (path is null)
                {
                    await WriteAsync(invocation, all, exporter => exporter.WriteLinesAsync(invocation.Terminal.Out, cancellationToken), cancellationToken).ConfigureAwait(false);
                    return ExitCodes.Done;
                }

                int count = await PathException.GuardAsync(invocation.Get(output)!, "written", () => WriteAsync(
                    invocation,
                    all,
                    exporter => markdown ? exporter.WriteFolderAsync(path, cancellationToken) : exporter.WriteFileAsync(path, cancellationToken),
                    cancellationToken)).ConfigureAwait(false);
                var report = new ExportReport { Path = path, Memories = count };
                invocation.Output.Write(report, CliJson.Readable.ExportReport, r => invocation.Output.Done($"wrote {CountText.Memories(r.Memories)} to", r.Path));
                return ExitCodes.Done;
            },
        };
    }

    private static Task<int> WriteAsync(
        Invocation invocation, bool archived, Func<Exporter, Task<int>> write, CancellationToken cancellationToken) =>
        ProgressView.RunAsync(invocation.Output, "exporting", async progress =>
        {
            var space = await invocation.OpenSpaceAsync(cancellationToken).ConfigureAwait(false);
            return await write(new Exporter(space, archived, progress)).ConfigureAwait(false);
        });
}

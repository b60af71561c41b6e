using System.CommandLine;
using WhiteMagic.Cli.Output;
using WhiteMagic.Memories;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm read</c>.</summary>
internal static class ReadVerb
{
    public static Verb Create()
    {
        var names = new Argument<string[]>("FILENAME") { Description = "The memory's name; several are read together", Arity = ArgumentArity.OneOrMore };
        var lines = new Option<string?>("--lines", "-l") { Description = "Only these lines of the file: 10-20, 10-, -20 or 10", HelpName = "RANGE" };
        var raw = new Option<bool>("--no-metadata", "--raw") { Description = "The text alone" };
        Option<int?> tokens = Limits.MaxTokens();
        return new Verb("read", "Read one memory, or several")
        {
            Arguments = { names },
            Options = { lines, raw, tokens },
            Aliases = { "show", "cat" },
            Examples =
            [
                ("wm read 20261123_101500_why_we_chose_sqlite.md", "the memory with its tags and dates"),
                ("wm read 20261123_101500_why_we_chose_sqlite --no-metadata > note.md", "the text alone; .md may be left out"),
            ],
            Handler = async (invocation, cancellationToken) =>
            {
                string[] given = invocation.Get(names)!;
                string? range = invocation.Get(lines);
                if (range is not null)
                {
                    return given.Length > 1
                        ? throw new UsageException("--lines reads one memory at a time")
                        : await ReadLinesAsync(invocation, Lines(given[0], range, invocation.Get(tokens)), cancellationToken).ConfigureAwait(false);
                }

                return given.Length > 1
                    ? await ReadManyAsync(invocation, new() { Filenames = given, MaxTokens = invocation.Get(tokens) }, cancellationToken).ConfigureAwait(false)
                    : await ReadOneAsync(invocation, One(given[0], !invocation.Get(raw), invocation.Get(tokens)), cancellationToken).ConfigureAwait(false);
            },
        };
    }

    private static ReadRequest One(string name, bool metadata, int? tokens) =>
        new() { Filename = MemoryId.Parse(name), IncludeMetadata = metadata, MaxTokens = tokens };

    private static ReadLinesRequest Lines(string name, string range, int? tokens) =>
        new() { Filename = MemoryId.Parse(name), Lines = LineRange.Parse(range), MaxTokens = tokens };

    private static async Task<int> ReadOneAsync(
        Invocation invocation, ReadRequest request, CancellationToken cancellationToken)
    {
        MemoryView view = await invocation.InSpaceAsync(space => space.ReadAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
        invocation.Output.Write(view, WhiteMagicJson.Readable.MemoryView, v => MemoryText.Write(invocation.Output, v));
        return ExitCodes.Done;
    }

    private static async Task<int> ReadLinesAsync(
        Invocation invocation, ReadLinesRequest request, CancellationToken cancellationToken)
    {
        MemoryLines lines = await invocation.InSpaceAsync(space => space.ReadLinesAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
        invocation.Output.Write(lines, WhiteMagicJson.Readable.MemoryLines, l => invocation.Output.Raw(l.Text));
        return ExitCodes.Done;
    }

    private static async Task<int> ReadManyAsync(
        Invocation invocation, BatchReadRequest request, CancellationToken cancellationToken)
    {
        BatchReadResult result = InOurWords(
            await invocation.InSpaceAsync(space => space.ReadManyAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false));
        invocation.Output.Write(result, WhiteMagicJson.Readable.BatchReadResult, r => MemoryText.WriteMany(invocation.Output, r));
        return result.Failed == 0 ? ExitCodes.Done
            : result.Results.All(item => item.IsMissing) ? ExitCodes.NotFound
            : ExitCodes.Failed;
    }

    private static BatchReadResult InOurWords(BatchReadResult result) => result with
    {
        Results =
        [
            .. result.Results.Select(item => item.IsMissing
                ? item with { Error = $"no memory is named {MemoryId.Parse(item.Filename)}; wm search WORDS or wm list give the names there are" }
                : item),
        ],
    };
}

using System.CommandLine;
using WhiteMagic.Cli.Output;
using WhiteMagic.Execution;
using WhiteMagic.Execution.Files.Searching;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm files search</c>.</summary>
internal static class FilesSearchVerb
{
    private const int MostContext = 1000;

    public static Verb Create()
    {
        var pattern = new Argument<string>("PATTERN") { Description = "The text to look for, as it stands; with --regex a regular expression" };
        var paths = new Argument<string[]>("PATH") { Description = "Files and folders (default: the current folder)", Arity = ArgumentArity.ZeroOrMore };
        var more = new Option<string[]>("--or", "-e") { Description = "Lines with this text too; repeat it for more", HelpName = "TEXT" };
        var regex = new Option<bool>("--regex", "-E") { Description = "PATTERN is a regular expression of .NET" };
        var ignoreCase = new Option<bool>("--ignore-case", "-i") { Description = "Letters match in any case" };
        var context = new Option<int>("--context", "-C") { Description = "So many lines around each match too, 0 to 1000", HelpName = "N" };
        Option<int?> limit = Limits.Limit("Stop after so many matching lines");
        var names = new Option<bool>("--files-with-matches", "-l") { Description = "Only the names of the files" };
        var binary = new Option<bool>("--text", "-a") { Description = "Search files that are not text too" };
        var choice = new FileChoice();
        var verb = new Verb("search", "Find lines by a text or a regular expression, in files and all below folders")
        {
            Arguments = { pattern, paths },
            Options = { more, regex, ignoreCase, context, limit, names, binary },
            Examples =
            [
                ("wm files search \"TODO(\"", "lines with this text, below the current folder"),
                ("wm files search timeout src docs -i -C 2 -g '*.md,*.cs'", "in any case, two lines around each, in these files"),
                ("wm files search -E 'v[0-9]+\\.[0-9]+' CHANGELOG.md -n 1", "the first line that matches"),
                ("wm files search -- -x", "a text that begins with -"),
            ],
            Handler = async (invocation, cancellationToken) =>
            {
                var options = new FileSearchOptions
                {
                    Files = choice.Read(invocation),
                    MaxResults = invocation.Get(limit) is { } most ? Within(most, limit.Name, 1, int.MaxValue) : null,
                    LinesBefore = Within(invocation.Get(context), context.Name, 0, MostContext),
                    LinesAfter = invocation.Get(context),
                    IncludesBinary = invocation.Get(binary),
                    IsOrdered = true,
                };
                string[] texts = [invocation.Get(pattern)!, .. invocation.Get(more) ?? []];
                SearchPattern wanted = Pattern(texts, invocation.Get(regex), invocation.Get(ignoreCase));
                WorkerPool pool = FileWorkers.Open(invocation);
                await using (pool.ConfigureAwait(false))
                {
                    FileSearch search = new FileSearcher(pool, options with { MaxWorkers = pool.Limit }).Search(wanted, FileChoice.Paths(invocation, invocation.Get(paths)));
                    return await RunAsync(invocation, search, invocation.Get(names), cancellationToken).ConfigureAwait(false);
                }
            },
        };
        foreach (Option option in choice.All)
        {
            verb.Add(option);
        }

        return verb;
    }

    private static SearchPattern Pattern(string[] texts, bool isRegex, bool ignoresCase)
    {
        if (isRegex && texts.Length > 1)
        {
            throw new UsageException("--or gives more texts, and --regex takes one expression; write the others into it, as in: a|b");
        }

        try
        {
            return isRegex ? SearchPattern.Regex(texts[0], ignoresCase) : SearchPattern.AnyOf(texts, ignoresCase);
        }
        catch (SearchPatternException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    private static int Within(int value, string option, int least, int most) =>
        value >= least && value <= most ? value : throw new UsageException(most == int.MaxValue ? $"{option} is at least {least}" : $"{option} is from {least} to {most}");

    private static async Task<int> RunAsync(Invocation invocation, FileSearch search, bool namesOnly, CancellationToken cancellationToken)
    {
        FileSearchWriter writer = FileSearchWriter.Create(invocation.Output, namesOnly);
        try
        {
            await foreach (ItemOutcome<FileMatches> outcome in search.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                writer.Add(outcome);
            }
        }
        catch (SearchPatternException slow)
        {
            throw new WmException(slow.Message, slow);
        }

        writer.Finish(search.Statistics);
        return writer.Problems.ExitCode(search.Statistics.Files);
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using WhiteMagic.Memories;

namespace WhiteMagic.Cli.Commands;

/// <summary>Lets a shell complete the names of memories where a verb takes one.</summary>
internal static class NameCompletion
{
    private const string Directive = "[suggest:";
    private const int PageSize = 1000;

    private static readonly string[] ArgumentsThatName = ["FILENAME", "SOURCE", "TARGET"];

    /// <summary>Reads the names when the command line asks how another, which takes one, may go on.</summary>
    public static async Task OfferAsync(
        WmHost host, IReadOnlyList<string> args, RootCommand root, GlobalOptions globals, CancellationToken cancellationToken)
    {
        if (args is not [var directive, var line] || !directive.StartsWith(Directive, StringComparison.Ordinal))
        {
            return;
        }

        ParseResult typed = root.Parse([.. CommandLineParser.SplitCommandLine(line).Skip(1)]);
        Argument? first = typed.CommandResult.Command.Arguments.FirstOrDefault(argument => ArgumentsThatName.Contains(argument.Name, StringComparer.Ordinal));
        if (first is null)
        {
            return;
        }

        var invocation = new Invocation(host, typed, globals);
        await using (invocation.ConfigureAwait(false))
        {
            // Whatever any of the arguments offers is offered for each of them.
            first.CompletionSources.Add(await NamesAsync(invocation, cancellationToken).ConfigureAwait(false));
        }
    }

    // Archived memories too, for restoring one is a verb like another.
    private static async Task<string[]> NamesAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        string? cursor = null;
        try
        {
            var space = await invocation.OpenSpaceAsync(cancellationToken).ConfigureAwait(false);
            do
            {
                var query = new ListQuery { IncludeArchived = true, Limit = PageSize, Cursor = cursor };
                MemoryPage page = await space.ListAsync(query, cancellationToken).ConfigureAwait(false);
                names.AddRange(page.Memories.Select(memory => memory.Filename.Value));
                cursor = page.NextCursor;
            }
            while (cursor is not null);
        }
        catch (WhiteMagicException)
        {
            // A store that cannot be read has nothing to offer; the verb itself will say why.
        }

        return [.. names];
    }
}

using System.CommandLine;
using System.CommandLine.Invocation;
using WhiteMagic.Cli.Commands;
using WhiteMagic.Cli.Output;

namespace WhiteMagic.Cli;

/// <summary>Parses a command line, runs its verb and turns every error into words and an exit code.</summary>
internal static class WmApplication
{
    // A title may begin with '@'; response files would take it for a file's name.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(WmHost host, IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        var globals = new GlobalOptions();
        RootCommand root = WmCommands.CreateRoot(globals);
        await NameCompletion.OfferAsync(host, args, root, globals, cancellationToken).ConfigureAwait(false);
        ParseResult parsed = root.Parse(CommandLineHabits.Apply(args, root), Parsing);
        var invocation = new Invocation(host, parsed, globals);
        await using (invocation.ConfigureAwait(false))
        {
            return await RunAsync(invocation, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        ParseResult parsed = invocation.Parsed;
        try
        {
            if (parsed.Action is ParseErrorAction || (parsed.Errors.Count > 0 && parsed.Action is null))
            {
                throw new UsageException(ParseErrorText.Describe(parsed));
            }

            if (parsed.Action is null && parsed.CommandResult.Command is Verb verb)
            {
                if (ParseErrorText.UnknownOption(parsed) is { } unknown)
                {
                    throw new UsageException(unknown);
                }

                Func<Invocation, CancellationToken, Task<int>> run = verb.Handler ?? throw new UsageException(ParseErrorText.MissingVerb(verb));
                return await run(invocation, cancellationToken).ConfigureAwait(false);
            }

            Terminal terminal = invocation.Terminal;
            return await parsed.InvokeAsync(new() { Output = terminal.Out, Error = terminal.Error }, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (InvalidInputException invalid)
        {
            string message = ParseErrorText.InOptions(parsed.CommandResult.Command, invalid);
            return invocation.Output.Fail(Failure.From(invalid, cancellationToken) with { Message = message });
        }
        catch (Exception exception)
        {
            int exit = invocation.Output.Fail(Failure.From(exception, cancellationToken));
            invocation.Host.Trace(exception);
            return exit;
        }
    }
}

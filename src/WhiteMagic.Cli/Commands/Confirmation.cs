using System.CommandLine;

namespace WhiteMagic.Cli.Commands;

/// <summary>Makes sure that somebody wants what cannot be taken back.</summary>
internal static class Confirmation
{
    public static Option<bool> Option() => new("--yes", "-y") { Description = "Do not ask" };

    /// <summary>Asks on a terminal; elsewhere only <c>--yes</c> is consent.</summary>
    /// <exception cref="UsageException">Nobody can be asked and <c>--yes</c> was not given.</exception>
    public static async Task<bool> IsGivenAsync(
        Invocation invocation, Option<bool> yes, string question, CancellationToken cancellationToken)
    {
        if (invocation.Get(yes))
        {
            return true;
        }

        return invocation.Terminal.CanAsk
            ? await invocation.Output.AskAsync(question, cancellationToken).ConfigureAwait(false)
            : throw new UsageException("nobody can be asked here; --yes carries it out");
    }

    /// <summary>Says that nothing was done because somebody did not want it.</summary>
    /// <returns>The exit code.</returns>
    public static int Declined(Invocation invocation, string outcome)
    {
        if (invocation.Output.Style.Json)
        {
            return invocation.Output.Fail(new Failure(ExitCodes.Failed, "declined", outcome));
        }

        invocation.Output.Note(outcome);
        return ExitCodes.Failed;
    }
}

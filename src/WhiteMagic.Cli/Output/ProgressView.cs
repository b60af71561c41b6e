using WhiteMagic.Diagnostics;

namespace WhiteMagic.Cli.Output;

/// <summary>Shows how far something long is, on standard error, if a person is there to see it.</summary>
internal static class ProgressView
{
    public static async Task<T> RunAsync<T>(Reporter reporter, string title, Func<IProgress<WorkProgress>?, Task<T>> work)
    {
        if (!reporter.Terminal.ErrorIsTerminal || reporter.Style.Quiet || reporter.Style.Json || reporter.Progress is not null)
        {
            return await work(reporter.Progress).ConfigureAwait(false);
        }

        using var line = new ProgressLine(reporter.Terminal, reporter.Style, reporter.Time, title);
        reporter.Progress = line;
        try
        {
            return await work(line).ConfigureAwait(false);
        }
        finally
        {
            reporter.Progress = null;
        }
    }
}

using WhiteMagic.Cli.Settings;
using WhiteMagic.Spaces;

namespace WhiteMagic.Cli.Commands;

/// <summary>Runs the MCP server, whose client owns standard input and output: everything else goes to standard error.</summary>
internal static class McpCommand
{
    public static async Task<int> RunAsync(WmHost host, McpArguments arguments, CancellationToken cancellationToken)
    {
        try
        {
            EffectiveSettings settings = EffectiveSettings.Load(host);
            foreach (string warning in settings.Warnings)
            {
                await host.Console.Value.Error.WriteLineAsync($"warning: {warning}").ConfigureAwait(false);
            }

            var serving = new McpServing
            {
                Store = settings.ForStore(host, arguments.BaseDirectory),
                Space = SpaceName.Parse(arguments.Space),
                Tools = arguments.Tools,
            };
            return await host.ServeMcp(serving, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Failure failure = Failure.From(exception, cancellationToken);
            host.Trace(exception);
            await host.Console.Value.Error.WriteLineAsync($"error: {failure.Message}").ConfigureAwait(false);
            return failure.ExitCode;
        }
    }
}

using System.Runtime.InteropServices;
using WhiteMagic.Cli.Commands;

namespace WhiteMagic.Cli;

/// <summary>Runs one command line, from the arguments to the exit code.</summary>
internal static class WmProgram
{
    public static async Task<int> RunAsync(WmHost host, IReadOnlyList<string> args)
    {
        using var cancelled = new CancellationTokenSource();
        void OnSignal(PosixSignalContext context)
        {
            // The second signal finds the first already taken and ends the process as it would any other.
            context.Cancel = !cancelled.IsCancellationRequested;
            cancelled.Cancel();
        }

        using PosixSignalRegistration? interrupt = TryListen(PosixSignal.SIGINT, OnSignal);
        using PosixSignalRegistration? terminate = TryListen(PosixSignal.SIGTERM, OnSignal);
        return await RunAsync(host, args, cancelled.Token).ConfigureAwait(false);
    }

    public static async Task<int> RunAsync(WmHost host, IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        // A client starts the server anew for each session, so this path builds neither verbs nor a terminal.
        if (McpArguments.TryParse(args) is { } mcp)
        {
            return await McpCommand.RunAsync(host, mcp, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await WmApplication.RunAsync(host, args, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Failure failure = Failure.From(exception, cancellationToken);
            host.Trace(exception);
            await host.Console.Value.Error.WriteLineAsync($"error: {failure.Message}").ConfigureAwait(false);
            return failure.ExitCode;
        }
        finally
        {
            host.Console.Value.Flush();
        }
    }

    // Where the system has no thread to hear signals on, each ends the process as it would any other.
    private static PosixSignalRegistration? TryListen(PosixSignal signal, Action<PosixSignalContext> handler)
    {
        try
        {
            return PosixSignalRegistration.Create(signal, handler);
        }
        catch (Exception failure) when (failure is TypeInitializationException or IOException or OutOfMemoryException)
        {
            return null;
        }
    }
}

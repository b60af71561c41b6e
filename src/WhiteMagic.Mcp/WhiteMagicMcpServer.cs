using System.Runtime.ExceptionServices;
using ModelContextProtocol.Server;
using WhiteMagic.Mcp.Tools;
using WhiteMagic.Mcp.Transport;

namespace WhiteMagic.Mcp;

/// <summary>Serves a store's operations to one MCP client.</summary>
public static class WhiteMagicMcpServer
{
    /// <summary>Serves until the input ends or the token is cancelled; calls in flight are finished first. Disposes of the spaces it opened.</summary>
    /// <exception cref="InvalidInputException">The tools to offer are not known.</exception>
    public static async Task RunAsync(McpServerSettings settings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ToolCatalog catalog = ToolCatalog.Select(settings.Tools);
        using IDisposable? console = settings.GuardConsole ? new ConsoleGuard(settings.Log) : null;
        await using var spaces = new LazySpaces(settings);
        await using var transport = new JsonLineTransport(settings);
        using var stop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, settings.Clock);
        McpServerOptions options = ServerOptions.Create(settings, catalog, spaces, transport.InputEnded);
        await using var server = McpServer.Create(transport, options);
        await using CancellationTokenRegistration stopping = cancellationToken.Register(() =>
        {
            transport.StopReading();
            stop.CancelAfter(settings.StopGrace);
        });

        transport.Start();
        await server.RunAsync(stop.Token);
        if (transport.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}

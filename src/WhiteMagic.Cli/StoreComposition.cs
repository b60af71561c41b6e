using WhiteMagic.Cli.Commands;
using WhiteMagic.Cli.Output;
using WhiteMagic.Cli.Settings;
using WhiteMagic.Context;
using WhiteMagic.Execution.Workers;
using WhiteMagic.Mcp;
using WhiteMagic.Spaces;
using WhiteMagic.Storage;

namespace WhiteMagic.Cli;

/// <summary>Puts the real store and server behind the verbs.</summary>
internal static class StoreComposition
{
    public static IMemorySpaces Open(StoreSettings settings) => new MemoryStore(new MemoryStoreOptions
    {
        BaseFolder = settings.BaseDirectory,
        Durability = settings.Durability,
        Spaces = new SpaceOptions
        {
            Workers = new WorkerPools(settings.Workers),
            Progress = settings.Progress,
            Context = new ContextOptions
            {
                QuickTokens = settings.QuickTokens,
                BalancedTokens = settings.BalancedTokens,
                FullTokens = settings.FullTokens,
            },
        },
    });

    public static async Task<int> ServeMcpAsync(McpServing serving, CancellationToken cancellationToken)
    {
        var settings = new McpServerSettings
        {
            OpenSpaces = _ => new ValueTask<IMemorySpaces>(Open(serving.Store)),
            Input = Console.OpenStandardInput(),
            Output = Console.OpenStandardOutput(),
            Log = Console.Error,
            Space = serving.Space,
            Tools = serving.Tools ?? "all",
            Version = VersionText.Version,
            GuardConsole = true,

            Settled = MoveOutOfTheWay,
        };
        await WhiteMagicMcpServer.RunAsync(settings, cancellationToken).ConfigureAwait(false);
        return cancellationToken.IsCancellationRequested ? ExitCodes.Cancelled : ExitCodes.Done;
    }

    // What start-up left alive is moved by the first two collections, for which otherwise some call would wait.
    private static void MoveOutOfTheWay()
    {
        GC.Collect();
        GC.Collect();
    }
}

using WhiteMagic.Cli.Commands;
using WhiteMagic.Cli.Settings;
using WhiteMagic.Context;
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
            Context = new ContextOptions
            {
                QuickTokens = settings.QuickTokens,
                BalancedTokens = settings.BalancedTokens,
                FullTokens = settings.FullTokens,
            },
        },
    });

    public static Task<int> ServeMcpAsync(McpServing serving, CancellationToken cancellationToken) =>
        throw new WmException($"no server is built into this wm ({serving.Space})");
}

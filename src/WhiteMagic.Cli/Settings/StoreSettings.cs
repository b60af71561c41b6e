using WhiteMagic.Diagnostics;
using WhiteMagic.Execution.Workers;
using WhiteMagic.Storage;

namespace WhiteMagic.Cli.Settings;

/// <summary>The settings a store and its operations work with, each already decided.</summary>
internal sealed record StoreSettings
{
    /// <summary>The base folder, absolute.</summary>
    public required string BaseDirectory { get; init; }

    public required Durability Durability { get; init; }

    public required WorkerPoolsOptions Workers { get; init; }

    public required int SearchLimit { get; init; }

    public required int QuickTokens { get; init; }

    public required int BalancedTokens { get; init; }

    public required int FullTokens { get; init; }

    public required int MinAgeDays { get; init; }

    public required IReadOnlyList<string> PromoteTags { get; init; }

    /// <summary>Told of long work that an operation has to do first, such as indexing many new files.</summary>
    public IProgress<WorkProgress>? Progress { get; init; }
}

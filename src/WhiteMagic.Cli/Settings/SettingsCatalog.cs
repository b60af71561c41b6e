using System.Globalization;
using WhiteMagic.Consolidation;

namespace WhiteMagic.Cli.Settings;

/// <summary>Every setting there is.</summary>
internal static class SettingsCatalog
{
    private const int MostWorkers = 1024;

    public static IReadOnlyList<SettingDefinition> All { get; } =
    [
        Text("store.base_dir", "~/.whitemagic/store", "the folder the memories are in"),
        new("store.durability", SettingKind.Choice, "full", "full: a write survives a power loss; normal: only the death of the program")
        {
            Choices = ["full", "normal"],
        },
        Whole("search.limit", 10, 1, 1000, "how many memories a search gives"),
        Whole("context.quick_tokens", 500, 1, 1_000_000, "tokens of a quick context (tier 0)"),
        Whole("context.balanced_tokens", 3000, 1, 1_000_000, "tokens of a balanced context (tier 1)"),
        Whole("context.full_tokens", 10_000, 1, 1_000_000, "tokens of a full context (tier 2)"),
        Whole("consolidation.min_age_days", 7, 0, 36_500, "days without change after which a short-term memory is consolidated"),
        new("consolidation.promote_tags", SettingKind.List, string.Join(", ", ConsolidationRequest.DefaultPromoteTags), "tags that make a memory long-term"),
        Flag("parallel.enabled", "whether work is done in parallel; false: one worker of each kind"),
        Whole("parallel.max_workers", 64, 1, MostWorkers, "the most workers of each kind"),
        Flag("parallel.adaptive", "whether fewer workers wait for files, a quarter or 8 at least, while more would only queue for the disk"),
        Whole("parallel.io_workers", 64, 1, MostWorkers, "workers that wait for files"),
        Whole("parallel.cpu_workers", 16, 1, MostWorkers, "workers that compute, never more than processors"),
        Whole("parallel.api_workers", 32, 1, MostWorkers, "workers for calls to other services; nothing uses it yet"),
        Whole("parallel.db_workers", 8, 1, MostWorkers, "workers for databases; nothing uses it yet"),
        Flag("parallel.cache_enabled", "whether results are kept for a while; nothing uses it yet"),
        Whole("parallel.cache_ttl", 3600, 0, int.MaxValue, "seconds a result is kept; nothing uses it yet"),
        Flag("parallel.auto_checkpoint", "whether sessions are checkpointed by themselves; nothing uses it yet"),
        Whole("parallel.checkpoint_interval", 7200, 1, int.MaxValue, "seconds between checkpoints; nothing uses it yet"),
    ];

    /// <summary>Gives the setting of a key, or null.</summary>
    public static SettingDefinition? Find(string key) => All.FirstOrDefault(setting => setting.Key == key);

    /// <summary>Gives the setting of a key.</summary>
    /// <exception cref="InvalidInputException">There is none; the message names the nearest.</exception>
    public static SettingDefinition Get(string key) => Find(key) ?? throw new InvalidInputException("key", Unknown(key));

    public static string Unknown(string key) => NearestName.Find(key, All.Select(setting => setting.Key)) is { } nearest
        ? $"there is no setting {key}; did you mean {nearest}?"
        : $"there is no setting {key}; wm config show lists them";

    private static SettingDefinition Text(string key, string standard, string description) => new(key, SettingKind.Text, standard, description);

    private static SettingDefinition Flag(string key, string description) => new(key, SettingKind.Flag, "true", description);

    private static SettingDefinition Whole(string key, int standard, int min, int max, string description) =>
        new(key, SettingKind.Whole, standard.ToString(CultureInfo.InvariantCulture), description) { Min = min, Max = max };
}

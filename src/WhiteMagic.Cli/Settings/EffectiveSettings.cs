using System.Globalization;
using WhiteMagic.Execution.Workers;
using WhiteMagic.Storage;

namespace WhiteMagic.Cli.Settings;

/// <summary>The settings in force: the environment's, else the file's, else the default.</summary>
internal sealed class EffectiveSettings
{
    private readonly Func<string, string?> _environment;
    private readonly IReadOnlyDictionary<string, ConfigEntry> _file;
    private readonly string _fileName;

    private EffectiveSettings(Func<string, string?> environment, IReadOnlyDictionary<string, ConfigEntry> file, string fileName)
    {
        (_environment, _file, _fileName) = (environment, file, fileName);
        Warnings = [.. file.Values.Where(entry => SettingsCatalog.Find(entry.Key) is null && !entry.IsNull)
            .Select(entry => $"{fileName} line {entry.Line}: {SettingsCatalog.Unknown(entry.Key)}")];
    }

    /// <summary>What a person should know of the file, such as keys that mean nothing.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Reads the file, if there is one.</summary>
    /// <exception cref="ConfigException">The file is no YAML of the expected shape.</exception>
    public static EffectiveSettings Load(WmHost host)
    {
        var file = ConfigFile.Locate(host);
        return new EffectiveSettings(host.Environment, file.ReadEntries(), file.Name);
    }

    /// <summary>How many workers wait for files at once.</summary>
    public int IoWorkers => Workers("parallel.io_workers");

    /// <summary>Gives one setting.</summary>
    /// <exception cref="WhiteMagicException">Its value is not allowed; the message says where it stands.</exception>
    public SettingValue Get(SettingDefinition setting)
    {
        if (_environment(setting.EnvironmentName) is { Length: > 0 } fromEnvironment)
        {
            return new(Normalize(setting, fromEnvironment, setting.EnvironmentName), SettingSource.Environment);
        }

        return _file.TryGetValue(setting.Key, out ConfigEntry? entry) && !entry.IsNull
            ? new(Normalize(setting, entry.Value, $"{_fileName} line {entry.Line}"), SettingSource.File)
            : new(setting.Default, SettingSource.Default);
    }

    /// <summary>Gives what a store needs; the base folder is the flag's, else <c>WM_BASE_PATH</c>'s, else the setting's.</summary>
    public StoreSettings ForStore(WmHost host, string? baseDirectory) => new()
    {
        BaseDirectory = PathText.Resolve(
            baseDirectory ?? (host.Environment("WM_BASE_PATH") is { Length: > 0 } path ? path : Text("store.base_dir")), host),
        Durability = Text("store.durability") == "normal" ? Durability.Normal : Durability.Full,
        Workers = new WorkerPoolsOptions
        {
            IoWorkers = IoWorkers,
            CpuWorkers = Workers("parallel.cpu_workers"),
            ApiWorkers = Workers("parallel.api_workers"),
            DatabaseWorkers = Workers("parallel.db_workers"),
            Adaptive = Flag("parallel.adaptive"),
        },
        SearchLimit = Whole("search.limit"),
        QuickTokens = Whole("context.quick_tokens"),
        BalancedTokens = Whole("context.balanced_tokens"),
        FullTokens = Whole("context.full_tokens"),
        MinAgeDays = Whole("consolidation.min_age_days"),
        PromoteTags = Text("consolidation.promote_tags").Split(", ", StringSplitOptions.RemoveEmptyEntries),
    };

    private static string Normalize(SettingDefinition setting, string value, string where)
    {
        try
        {
            return setting.Normalize(value);
        }
        catch (InvalidInputException error)
        {
            throw new ConfigException($"{where}: {error.Message}", error);
        }
    }

    private string Text(string key) => Get(SettingsCatalog.Get(key)).Value;

    private bool Flag(string key) => Text(key) == "true";

    private int Workers(string key) => Flag("parallel.enabled") ? Math.Min(Whole(key), Whole("parallel.max_workers")) : 1;

    private int Whole(string key) => int.Parse(Text(key), CultureInfo.InvariantCulture);
}

using System.Collections.ObjectModel;

namespace WhiteMagic.Cli.Settings;

/// <summary>The settings file: <c>~/.whitemagic/config.yaml</c>, or what <c>WM_CONFIG</c> names.</summary>
internal sealed class ConfigFile(string path)
{
    public string Path => path;

    public string Name => System.IO.Path.GetFileName(path);

    public static ConfigFile Locate(WmHost host) => new(host.Environment("WM_CONFIG") is { Length: > 0 } named
        ? PathText.Resolve(named, host)
        : System.IO.Path.Join(host.Home, ".whitemagic", "config.yaml"));

    /// <summary>Reads the keys; without a file there are none, and no YAML is loaded.</summary>
    /// <exception cref="ConfigException">The file is broken.</exception>
    public IReadOnlyDictionary<string, ConfigEntry> ReadEntries() =>
        File.Exists(path) ? Read().Entries : ReadOnlyDictionary<string, ConfigEntry>.Empty;

    /// <summary>Sets a key, and leaves the rest as it is.</summary>
    /// <exception cref="ConfigException">The file is broken, or cannot hold the key without more changes; it is unchanged.</exception>
    public void Set(SettingDefinition setting, string value)
    {
        string changed = ConfigEditor.Set(Read(), setting, value);
        ConfigEntry? entry = ConfigReader.Read(changed, Name).Entries.GetValueOrDefault(setting.Key);
        if (entry is null || setting.Normalize(entry.Value) != value)
        {
            throw new ConfigException($"{Name} is written in a way that {setting.Key} cannot be set in; set it in an editor");
        }

        AtomicText.Write(path, changed);
    }

    /// <summary>Takes a key out; says whether it was there.</summary>
    /// <exception cref="ConfigException">The file is broken; it is unchanged.</exception>
    public bool Unset(string key)
    {
        ConfigDocument document = Read();
        if (!document.Entries.TryGetValue(key, out ConfigEntry? entry))
        {
            return false;
        }

        string changed = ConfigEditor.Unset(document, entry);
        if (ConfigReader.Read(changed, Name).Entries.Count != document.Entries.Count - 1
            && ConfigReader.Read(changed, Name).Entries.ContainsKey(key))
        {
            throw new ConfigException($"{Name} is written in a way that {key} cannot be taken out of; do it in an editor");
        }

        AtomicText.Write(path, changed);
        return true;
    }

    private ConfigDocument Read() => ConfigReader.Read(File.Exists(path) ? File.ReadAllText(path) : "", Name);
}

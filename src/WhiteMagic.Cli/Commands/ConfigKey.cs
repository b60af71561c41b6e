using System.CommandLine;
using WhiteMagic.Cli.Settings;

namespace WhiteMagic.Cli.Commands;

/// <summary>Makes the argument that names a setting.</summary>
internal static class ConfigKey
{
    public static Argument<string> Argument()
    {
        var key = new Argument<string>("KEY") { Description = "The setting, such as store.durability" };
        key.CompletionSources.Add(_ => SettingsCatalog.All.Select(setting => setting.Key));
        return key;
    }
}

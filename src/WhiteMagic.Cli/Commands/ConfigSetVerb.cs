using System.CommandLine;
using WhiteMagic.Cli.Output;
using WhiteMagic.Cli.Settings;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm config set</c>.</summary>
internal static class ConfigSetVerb
{
    public static Verb Create()
    {
        Argument<string> key = ConfigKey.Argument();
        var value = new Argument<string>("VALUE") { Description = "Its new value; a list's items with commas between" };
        return new Verb("set", "Change one setting; comments and all else in the file stay")
        {
            Arguments = { key, value },
            Examples = [("wm config set store.durability normal", "faster writes that a power loss may undo")],
            Handler = (invocation, _) =>
            {
                SettingDefinition setting = SettingsCatalog.Get(invocation.Get(key)!);
                string normal = setting.Normalize(invocation.Get(value)!);
                ConfigFile.Locate(invocation.Host).Set(setting, normal);
                SettingRow row = SettingRow.From(setting, new SettingValue(normal, SettingSource.File));
                invocation.Output.Write(row, CliJson.Readable.SettingRow, r => invocation.Output.Line($"{r.Key}: {r.Value}"));
                if (invocation.Host.Environment(setting.EnvironmentName) is { Length: > 0 })
                {
                    invocation.Output.Warn($"the environment variable {setting.EnvironmentName} overrides it");
                }

                return Task.FromResult(ExitCodes.Done);
            },
        };
    }
}

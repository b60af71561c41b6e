using System.CommandLine;
using WhiteMagic.Cli.Output;
using WhiteMagic.Cli.Settings;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm config get</c>.</summary>
internal static class ConfigGetVerb
{
    public static Verb Create()
    {
        Argument<string> key = ConfigKey.Argument();
        return new Verb("get", "Print one setting's value")
        {
            Arguments = { key },
            Examples = [("wm config get store.base_dir", "the folder in force unless --base-dir or WM_BASE_PATH names one")],
            Handler = (invocation, _) =>
            {
                SettingDefinition setting = SettingsCatalog.Get(invocation.Get(key)!);
                SettingRow row = SettingRow.From(setting, invocation.Settings.Get(setting));
                invocation.Output.Write(row, CliJson.Readable.SettingRow, r => invocation.Output.Line(r.Value));
                return Task.FromResult(ExitCodes.Done);
            },
        };
    }
}

using WhiteMagic.Cli.Output;
using WhiteMagic.Cli.Settings;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm config show</c>.</summary>
internal static class ConfigShowVerb
{
    public static Verb Create() => new("show", "List every setting, its value and where that comes from")
    {
        Examples = [("wm config show", "the settings in force")],
        Handler = (invocation, _) =>
        {
            SettingRow[] rows = [.. SettingsCatalog.All.Select(setting => SettingRow.From(setting, invocation.Settings.Get(setting)))];
            invocation.Output.Write(rows, CliJson.Readable.SettingRowArray, all => Show(invocation.Output, all));
            return Task.FromResult(ExitCodes.Done);
        },
    };

    private static void Show(Reporter output, SettingRow[] rows)
    {
        var table = new TextTable("Setting", "Value", "From", "What it is") { Flexible = new HashSet<int> { 1, 3 } };
        foreach (SettingRow row in rows)
        {
            table.Add(row.Key, row.Value, row.Source, row.Description);
        }

        output.Table(table);
    }
}

using System.CommandLine;
using WhiteMagic.Cli.Output;
using WhiteMagic.Cli.Settings;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm config unset</c>.</summary>
internal static class ConfigUnsetVerb
{
    public static Verb Create()
    {
        Argument<string> key = ConfigKey.Argument();
        return new Verb("unset", "Take one setting out of the file, so that its default holds")
        {
            Arguments = { key },
            Examples = [("wm config unset store.durability", "back to full")],
            Handler = (invocation, _) =>
            {
                // A key nobody knows may still stand in the file, and then this is how to be rid of it.
                string name = invocation.Get(key)!;
                bool removed = ConfigFile.Locate(invocation.Host).Unset(name);
                SettingDefinition? setting = SettingsCatalog.Find(name);
                if (!removed && setting is null)
                {
                    throw new InvalidInputException("key", SettingsCatalog.Unknown(name));
                }

                var row = new SettingRow { Key = name, Value = setting?.Default ?? "", Source = "default", Default = setting?.Default ?? "", Allowed = setting?.Allowed ?? "", Description = setting?.Description ?? "" };
                invocation.Output.Write(row, CliJson.Readable.SettingRow, r => invocation.Output.Line(removed ? $"{r.Key}: {r.Value}" : $"{r.Key} was not set"));
                return Task.FromResult(ExitCodes.Done);
            },
        };
    }
}

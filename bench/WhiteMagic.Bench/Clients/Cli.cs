namespace WhiteMagic.Bench.Clients;

/// <summary>Runs a verb of wm as a person or a script does: one process, start to end.</summary>
internal static class Cli
{
    public static string Reindex(Workplace workplace, string store) =>
        Command.Run(workplace.Binary, ["reindex", "--base-dir", store, "--quiet"]);

    public static string ListOne(Workplace workplace, string store) =>
        Command.Run(workplace.Binary, ["list", "--limit", "1", "--json", "--base-dir", store]);
}

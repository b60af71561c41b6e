namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm config</c>.</summary>
internal static class ConfigVerb
{
    public static Verb Create() => new("config", "See and change the settings")
    {
        Group = VerbGroup.Setup,
        Subcommands =
        {
            ConfigShowVerb.Create(), ConfigGetVerb.Create(), ConfigSetVerb.Create(), ConfigUnsetVerb.Create(), ConfigPathVerb.Create(),
        },
    };
}

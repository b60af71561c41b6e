using WhiteMagic.Spaces;

namespace WhiteMagic.Storage.Backup;

/// <summary>Knows which files of a base folder belong in a backup, and which names an archive may hold.</summary>
internal static class BackupPaths
{
    public const string ManifestName = "manifest.json";

    private const string State = ".whitemagic";
    private const string SpacesFolder = "spaces";

    // What is not named here (the index, journals, locks, temporary files, backups) is derived or means nothing elsewhere.
    private static readonly IReadOnlyList<string> Kept = ["metrics", "sessions", "scratchpads"];

    /// <summary>Lists the files below a base folder, by path with slashes; links and other oddities go to <paramref name="skipped"/>.</summary>
    public static IReadOnlyList<string> List(string baseDirectory, List<string> skipped)
    {
        var files = new List<string>();
        IEnumerable<string> states = Children(Path.Join(baseDirectory, State, SpacesFolder)).Select(space => $"{State}/{SpacesFolder}/{space}").Append(State);
        foreach (string root in states.SelectMany(state => Kept.Select(kept => $"{state}/{kept}")).Append("memory"))
        {
            var folder = new DirectoryInfo(Path.Join(baseDirectory, root));
            if (folder.Exists && folder.LinkTarget is null)
            {
                Collect(folder, root, files, skipped);
            }
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }

    /// <summary>Says why an archive's entry must not be written to disk; null when it may.</summary>
    public static string? Fault(string name)
    {
        string[] parts = name.Split('/');
        if (Path.IsPathRooted(name) || parts.Any(part => part is "" or "." or "..") || name.AsSpan().ContainsAny("\\:\0"))
        {
            return "its path leaves the store";
        }

        bool kept = parts switch
        {
            ["memory", _, ..] => true,
            [State, SpacesFolder, _, var folder, _, ..] => Kept.Contains(folder, StringComparer.Ordinal),
            [State, var folder, _, ..] => Kept.Contains(folder, StringComparer.Ordinal),
            _ => false,
        };
        return kept ? null : "it lies outside the folders a backup holds";
    }

    /// <summary>Gives the spaces that files belong to.</summary>
    public static IEnumerable<SpaceName> Spaces(IEnumerable<string> names) => names
        .Select(name => name.Split('/') is [_, SpacesFolder, var space, _, ..] && SpaceName.IsValid(space) ? SpaceName.Parse(space) : SpaceName.Default)
        .Append(SpaceName.Default)
        .Distinct();

    private static IEnumerable<string> Children(string folder) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateDirectories().Select(child => child.Name) : [];

    private static FileSystemInfo[] Items(DirectoryInfo folder, string path)
    {
        try
        {
            return folder.GetFileSystemInfos();
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception error) when (BackupFailure.IsOfFiles(error))
        {
            throw BackupFailure.Reading(path, error);
        }
    }

    private static void Collect(DirectoryInfo folder, string path, List<string> files, List<string> skipped)
    {
        foreach (FileSystemInfo item in Items(folder, path))
        {
            string name = $"{path}/{item.Name}";
            if (item.LinkTarget is not null)
            {
                skipped.Add($"{name}: is a link");
            }
            else if (item is DirectoryInfo inner)
            {
                Collect(inner, name, files, skipped);
            }
            else if (Fault(name) is { } fault)
            {
                skipped.Add($"{name}: {fault}");
            }
            else
            {
                files.Add(name);
            }
        }
    }
}

namespace WhiteMagic.Cli.Demo;

/// <summary>Finds the documentation of this program when it runs from a checkout.</summary>
internal static class RepositoryDocs
{
    private const string Solution = "WhiteMagic.slnx";

    /// <summary>Gives the folder, looked for upwards from each of the places; null where there is no checkout.</summary>
    public static string? Find(params IReadOnlyList<string> places) =>
        places.SelectMany(Upwards)
            .Where(folder => File.Exists(Path.Join(folder.FullName, Solution)))
            .Select(folder => Path.Join(folder.FullName, "docs"))
            .FirstOrDefault(Directory.Exists);

    private static IEnumerable<DirectoryInfo> Upwards(string place)
    {
        for (DirectoryInfo? folder = new(place); folder is not null; folder = folder.Parent)
        {
            yield return folder;
        }
    }
}

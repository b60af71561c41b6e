using System.Reflection;

namespace WhiteMagic.Cli.Demo;

/// <summary>The notes of a made-up project that come with the program.</summary>
internal static class BundledNotes
{
    /// <summary>What the project keeps for good, and what was written along the way.</summary>
    public const string Knowledge = "knowledge";

    public const string Notes = "notes";

    private const string Prefix = "demo/";

    /// <summary>Writes them as files, in a folder for each kind, and says how many.</summary>
    public static async Task<int> WriteAsync(string folder, CancellationToken cancellationToken)
    {
        Assembly assembly = typeof(BundledNotes).Assembly;
        string[] names = [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))];
        foreach (string name in names)
        {
            string path = Path.Join(folder, name[Prefix.Length..]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using Stream note = assembly.GetManifestResourceStream(name)!;
            await using FileStream file = File.Create(path);
            await note.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
        }

        return names.Length;
    }
}

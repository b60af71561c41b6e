using System.Text;

namespace WhiteMagic.Execution.Files.Walking;

/// <summary>Finds ignore files and reads them; one that cannot be read says nothing.</summary>
internal static class IgnoreFiles
{
    private const long MostBytes = 1 << 20;

    // What comes later counts more.
    private static readonly string[] Names = [".gitignore", ".ignore"];

    public static bool IsName(ReadOnlySpan<byte> name) => name.SequenceEqual(".gitignore"u8) || name.SequenceEqual(".ignore"u8);

    /// <summary>Gives the patterns that hold above a folder: those of the repository that it lies in.</summary>
    public static IgnoreScope? Above(string folder)
    {
        List<DirectoryInfo> above = [];
        DirectoryInfo? top = new(Path.GetFullPath(folder));
        for (; top is not null && !Path.Exists(Path.Join(top.FullName, ".git")); top = top.Parent)
        {
            above.Insert(0, top);
        }

        if (top is null)
        {
            return null;
        }

        above.Insert(0, top);
        IgnoreScope? scope = Scope(null, Read(Path.Join(top.FullName, ".git", "info", "exclude")), above);
        for (int i = 0; i < above.Count - 1; i++)
        {
            scope = Scope(scope, ReadIn(above[i].FullName), above[i..]);
        }

        return scope;
    }

    /// <summary>Adds the patterns of a folder in the walk.</summary>
    /// <param name="above">Those that hold already.</param>
    /// <param name="folder">The folder, by a path that opens it.</param>
    /// <param name="depth">How many bytes of a path below the walk's root lead to it.</param>
    public static IgnoreScope? In(IgnoreScope? above, string folder, int depth)
    {
        Glob[] globs = [.. ReadIn(folder)];
        return globs.Length == 0 ? above : new IgnoreScope(above, globs, depth, []);
    }

    private static IgnoreScope? Scope(IgnoreScope? parent, IEnumerable<Glob> globs, IReadOnlyList<DirectoryInfo> path)
    {
        Glob[] all = [.. globs];
        string prefix = string.Concat(path.Skip(1).Select(static folder => folder.Name + "/"));
        return all.Length == 0 ? parent : new IgnoreScope(parent, all, 0, Encoding.UTF8.GetBytes(prefix));
    }

    private static IEnumerable<Glob> ReadIn(string folder) => Names.SelectMany(name => Read(Path.Join(folder, name)));

    private static IEnumerable<Glob> Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            bool isOne = file.Exists && file.Length <= MostBytes && (file.Attributes & (FileAttributes.Device | FileAttributes.Directory)) == FileAttributes.None;
            return isOne && !PortableFile.IsPipe(path) ? IgnoreScope.Parse(File.ReadAllBytes(path)) : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

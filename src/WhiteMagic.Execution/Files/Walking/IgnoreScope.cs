namespace WhiteMagic.Execution.Files.Walking;

/// <summary>The patterns of one folder's ignore files, and those of the folders above it.</summary>
/// <param name="Parent">Those above.</param>
/// <param name="Globs">The patterns, the last of which that matches decides.</param>
/// <param name="Skip">How much of a path below the walk's root lies above the folder.</param>
/// <param name="Prefix">What leads from the folder to the walk's root, where the folder lies above that.</param>
internal sealed record IgnoreScope(IgnoreScope? Parent, IReadOnlyList<Glob> Globs, int Skip, byte[] Prefix)
{
    /// <summary>Whether a path below the walk's root is left out.</summary>
    public bool Ignores(ReadOnlySpan<byte> path, ReadOnlySpan<byte> name, bool isFolder)
    {
        for (IgnoreScope? scope = this; scope is not null; scope = scope.Parent)
        {
            ReadOnlySpan<byte> relative = scope.Prefix.Length > 0 ? [.. scope.Prefix, .. path] : path[scope.Skip..];
            for (int i = scope.Globs.Count - 1; i >= 0; i--)
            {
                if (scope.Globs[i].Matches(relative, name, isFolder))
                {
                    return !scope.Globs[i].IsNegated;
                }
            }
        }

        return false;
    }

    /// <summary>Reads the patterns of an ignore file.</summary>
    public static IEnumerable<Glob> Parse(byte[] file)
    {
        byte[] text = file is [0xEF, 0xBB, 0xBF, ..] ? file[3..] : file;
        List<Glob> globs = [];
        foreach (Range line in text.AsSpan().Split((byte)'\n'))
        {
            if (Glob.Parse(text.AsSpan(line)) is { } glob)
            {
                globs.Add(glob);
            }
        }

        return globs;
    }
}

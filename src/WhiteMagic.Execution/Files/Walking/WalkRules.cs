using System.Text;

namespace WhiteMagic.Execution.Files.Walking;

/// <summary>Decides what a walk looks at.</summary>
internal sealed class WalkRules
{
    private readonly FileWalkOptions _options;
    private readonly bool _isSorted;
    private readonly Glob[] _globs;
    private readonly bool _hasWanted;

    public WalkRules(FileWalkOptions options, bool isSorted)
    {
        (_options, _isSorted) = (options, isSorted);
        _globs = [.. options.Globs.Select(static text => Glob.Parse(text)).OfType<Glob>()];
        _hasWanted = _globs.Any(static glob => !glob.IsNegated);
    }

    public IgnoreScope? Above(WalkRoot root) => _options.HeedsIgnoreFiles ? IgnoreFiles.Above(root.OpenPath) : null;

    /// <summary>Gives what holds in a folder.</summary>
    public IgnoreScope? In(IgnoreScope? above, WalkFolder folder, ReadOnlySpan<byte> path, int depth)
    {
        if (!_options.HeedsIgnoreFiles)
        {
            return null;
        }

        foreach (NameSlot file in folder.Listing.Files)
        {
            if (IgnoreFiles.IsName(folder.Listing.Name(file)))
            {
                return IgnoreFiles.In(above, Encoding.UTF8.GetString(path), depth);
            }
        }

        return above;
    }

    /// <summary>Leaves in a listing what is to be looked at.</summary>
    /// <param name="listing">The names in a folder.</param>
    /// <param name="scope">The ignore files that hold there.</param>
    /// <param name="folder">What leads from the walk's root to a name in it.</param>
    public void Choose(FolderListing listing, IgnoreScope? scope, ReadOnlySpan<byte> folder)
    {
        if (!_options.IncludesHidden)
        {
            listing.Keep(static (name, _) => name[0] != '.');
        }

        if (scope is not null || _globs.Length > 0)
        {
            byte[] prefix = folder.ToArray();
            listing.Keep((name, isFolder) => IsWanted([.. prefix, .. name], name, isFolder, scope));
        }

        if (_isSorted)
        {
            listing.Sort();
        }
    }

    private bool IsWanted(ReadOnlySpan<byte> path, ReadOnlySpan<byte> name, bool isFolder, IgnoreScope? scope)
    {
        if (scope?.Ignores(path, name, isFolder) == true)
        {
            return false;
        }

        for (int i = _globs.Length - 1; i >= 0; i--)
        {
            if (_globs[i].Matches(path, name, isFolder))
            {
                return !_globs[i].IsNegated;
            }
        }

        return isFolder || !_hasWanted;
    }
}

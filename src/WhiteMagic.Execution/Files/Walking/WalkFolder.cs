using System.Text;

namespace WhiteMagic.Execution.Files.Walking;

/// <summary>A folder in a walk: where it is, what holds in it and, once it was listed, what is in it.</summary>
internal sealed class WalkFolder
{
    private readonly WalkRoot _root;
    private readonly IgnoreScope? _above;
    private readonly int _depth;
    private readonly bool _isRoot;

    public WalkFolder(WalkRoot root)
    {
        (_root, _isRoot, Prefix) = (root, true, root.FolderPrefix);
        _depth = Prefix.Length;
    }

    private WalkFolder(WalkFolder parent, ReadOnlySpan<byte> name, IgnoreScope? scope)
    {
        (_root, _above, _depth) = (parent._root, scope, parent._depth);
        Prefix = [.. parent.Prefix, .. name, (byte)'/'];
    }

    /// <summary>What stands before a name in it, to open that.</summary>
    public byte[] Prefix { get; private set; }

    public WalkState State { get; set; }

    public FolderListing Listing { get; } = new();

    public List<WalkProblem> Problems { get; } = [];

    public List<WalkFolder> Children { get; } = [];

    /// <summary>The first file that nobody has taken.</summary>
    public int Next { get; set; }

    /// <summary>Whether a link is opened as what it leads to, because the caller named it.</summary>
    public bool FollowsLinks { get; private set; }

    /// <summary>Whether the files may be ones that the system makes up: the folder's are, or nobody looked.</summary>
    public bool IsMadeUp => FollowsLinks || Listing.IsMadeUp;

    /// <summary>A path as the caller knows it.</summary>
    public string Shown(ReadOnlySpan<byte> path) => Encoding.UTF8.GetString(path[_root.ShownFrom..]);

    /// <summary>Lists it; what goes wrong stands among its problems.</summary>
    public void List(IFolderSource source, WalkRules rules)
    {
        try
        {
            if (_isRoot && source.Describe(_root.OpenPath) is var kind && kind != LinuxFileKind.Folder)
            {
                TakeAsFile(kind);
                return;
            }

            source.List(OpenPath, Listing, followsLink: _isRoot);
            Choose(rules);
        }
        catch (FileReadException error)
        {
            string path = _isRoot ? _root.Given : Shown(Prefix.AsSpan(0, Prefix.Length - 1));
            Problems.Add(new(OutcomeStatus.Failed, error.For(path)));
        }
    }

    // With a slash behind it a link would be followed all the same.
    private ReadOnlySpan<byte> OpenPath => Prefix.Length switch
    {
        0 => "."u8,
        1 => Prefix,
        _ => Prefix.AsSpan(0, Prefix.Length - 1),
    };

    private void TakeAsFile(LinuxFileKind kind)
    {
        if (kind != LinuxFileKind.File)
        {
            throw Failures.NotAFile(_root.Given);
        }

        (Prefix, FollowsLinks) = (_root.FilePrefix, true);
        Listing.Add(_root.FileName, LinuxFileKind.File);
    }

    private void Choose(WalkRules rules)
    {
        IgnoreScope? scope = _isRoot ? rules.Above(_root) : _above;
        scope = rules.In(scope, this, OpenPath, Prefix.Length - _depth);
        rules.Choose(Listing, scope, Prefix.AsSpan(_depth));
        foreach (NameSlot folder in Listing.Folders)
        {
            Children.Add(new WalkFolder(this, Listing.Name(folder), scope));
        }

        foreach (NameSlot other in Listing.Others)
        {
            Problems.Add(new(OutcomeStatus.Skipped, Failures.NotAFile(Shown([.. Prefix, .. Listing.Name(other)]))));
        }
    }
}

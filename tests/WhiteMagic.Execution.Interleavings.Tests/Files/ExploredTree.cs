using System.Text;
using WhiteMagic.Execution.Files;
using WhiteMagic.Execution.Files.Walking;

namespace WhiteMagic.Execution.Interleavings.Tests.Files;

/// <summary>A random tree of folders and files, of which some folders cannot be listed.</summary>
internal sealed class ExploredTree : IFolderSource
{
    public const string Root = "root";

    private readonly Dictionary<string, int> _files = [];
    private readonly Dictionary<string, int> _folders = [];
    private readonly ExploredDisk _disk;
    private readonly bool _breaks;

    public ExploredTree(Exploration run, ExploredDisk disk)
    {
        (_disk, _breaks) = (disk, run.Choose(4) == 0);
        Grow(Root, depth: 0, run);
    }

    /// <summary>All that a search comes to, in its order.</summary>
    public List<string> Files { get; } = [];

    /// <summary>What it cannot list.</summary>
    public List<string> Broken { get; } = [];

    public LinuxFileKind Describe(string path) => LinuxFileKind.Folder;

    public void List(ReadOnlySpan<byte> path, FolderListing listing, bool followsLink)
    {
        var folder = Encoding.UTF8.GetString(path);
        _disk.Wait();
        if (Broken.Contains(folder))
        {
            throw Failures.InvalidPath(folder, 1);
        }

        for (var i = 0; i < _files[folder]; i++)
        {
            listing.Add(Encoding.UTF8.GetBytes($"f{i}"), LinuxFileKind.File);
        }

        for (var i = 0; i < _folders[folder]; i++)
        {
            listing.Add(Encoding.UTF8.GetBytes($"d{i}"), LinuxFileKind.Folder);
        }
    }

    private void Grow(string folder, int depth, Exploration run)
    {
        if (_breaks && depth > 0 && run.Choose(3) == 0)
        {
            Broken.Add(folder);
            return;
        }

        _files[folder] = run.Choose(4);
        _folders[folder] = depth < 2 ? run.Choose(3) : 0;
        Files.AddRange(Enumerable.Range(0, _files[folder]).Select(i => $"{folder}/f{i}"));
        for (var i = 0; i < _folders[folder]; i++)
        {
            Grow($"{folder}/d{i}", depth + 1, run);
        }
    }
}

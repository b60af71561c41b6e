namespace WhiteMagic.Execution.Files.Walking;

/// <summary>Finds the files below folders, in order: a folder's own by name, then those in its folders.</summary>
public sealed class FileFinder
{
    private const int MostTaken = 64;

    private readonly FileWalkOptions _options;

    /// <summary>Makes a finder.</summary>
    /// <param name="options">Which files are wanted; the defaults when null.</param>
    public FileFinder(FileWalkOptions? options = null) => _options = options ?? new FileWalkOptions();

    /// <summary>Finds files, one folder after the other as they are asked for; this waits for the disk on the calling thread.</summary>
    /// <param name="paths">Files, which are given as they are, and folders.</param>
    /// <returns>An outcome for each file, and for each folder or path that is none or cannot be listed.</returns>
    public IEnumerable<ItemOutcome<string>> Find(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return FindIn([.. paths.Select(path => new WalkRoot(path ?? throw new ArgumentException("A path is null.", nameof(paths)), _options.BaseFolder))]);
    }

    private IEnumerable<ItemOutcome<string>> FindIn(IReadOnlyList<WalkRoot> roots)
    {
        IFolderSource source = OperatingSystem.IsLinux() ? new LinuxFolderSource() : new PortableFolderSource();
        var walk = new FileWalk(roots, source, new WalkRules(_options, isSorted: true));
        long position = 0;
        while (walk.TryTake(MostTaken, out WalkTake take))
        {
            for (int i = take.From; i < take.From + take.Count; i++)
            {
                string path = take.Folder.Shown([.. take.Folder.Prefix, .. take.Folder.Listing.Name(take.Folder.Listing.Files[i])]);
                yield return new() { Position = position++, Status = OutcomeStatus.Succeeded, Value = path };
            }

            foreach (WalkProblem problem in take.Problems)
            {
                yield return new() { Position = position++, Status = problem.Status, Error = problem.Error };
            }
        }
    }
}

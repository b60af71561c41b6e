using WhiteMagic.Execution.Files.Walking;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Searches the lines of many files at once, as many as the disk repays, in the bytes as they are on the disk.</summary>
/// <remarks>
/// Text is UTF-8; UTF-16 and UTF-32 are known by their byte order mark. A link is searched only where a path that was given is one, so
/// that no search leaves what was given or goes in circles. Safe for several searches at once.
/// </remarks>
public sealed class FileSearcher
{
    private readonly IWorkerPool _workers;
    private readonly FileSearchOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Makes a searcher.</summary>
    /// <param name="workers">Lends the threads that search.</param>
    /// <param name="options">What is searched and given; the defaults when null.</param>
    /// <param name="time">Tells whether the disk or a pattern is slow; the system's clock when null.</param>
    public FileSearcher(IWorkerPool workers, FileSearchOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(workers);
        (_workers, _options, _time) = (workers, options ?? new FileSearchOptions(), time ?? TimeProvider.System);
    }

    internal bool IsPortable { get; init; } = !OperatingSystem.IsLinux();

    internal SearchBounds Bounds { get; init; } = new();

    /// <summary>Takes the place of files on a disk.</summary>
    internal Func<SearchFile>? NewFile { get; init; }

    /// <summary>Searches files, and all files below folders.</summary>
    /// <param name="pattern">What lines are looked for.</param>
    /// <param name="paths">Files and folders; the current folder when there are none. What is named here is searched even where it is hidden or ignored.</param>
    /// <returns>The search, which begins when it is enumerated.</returns>
    /// <exception cref="ArgumentException">A path is null.</exception>
    public FileSearch Search(SearchPattern pattern, IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(paths);
        for (int i = 0; i < paths.Count; i++)
        {
            if (paths[i] is null)
            {
                throw new ArgumentException($"The path at position {i} is null.", nameof(paths));
            }
        }

        return new FileSearch(new SearchSetup
        {
            Pattern = pattern,
            Roots = paths.Count > 0 ? [.. paths] : [null],
            Options = _options,
            Workers = _workers,
            Time = _time,
            Folders = IsPortable ? new PortableFolderSource() : new LinuxFolderSource(),
            NewFile = NewFile ?? (IsPortable ? static () => new PortableSearchFile() : static () => new LinuxSearchFile()),
            Bounds = Bounds,
        });
    }
}

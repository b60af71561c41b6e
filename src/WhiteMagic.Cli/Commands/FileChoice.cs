using System.CommandLine;
using WhiteMagic.Execution.Files.Walking;

namespace WhiteMagic.Cli.Commands;

/// <summary>The options that say which files of a folder are looked at.</summary>
internal sealed class FileChoice
{
    private readonly Option<string[]> _globs = new("--glob", "-g")
    {
        Description = "Only files that match, as in .gitignore: *.md, docs/**; !*.min.js leaves out; several are separated by commas, or repeat",
        HelpName = "GLOB",
    };

    private readonly Option<bool> _hidden = new("--hidden") { Description = "Files and folders whose names begin with a dot too" };

    private readonly Option<bool> _noIgnore = new("--no-ignore") { Description = "What .gitignore and .ignore files leave out too" };

    public IReadOnlyList<Option> All => [_globs, _hidden, _noIgnore];

    public FileWalkOptions Read(Invocation invocation) => new()
    {
        // The same folder by a shorter path is opened sooner.
        BaseFolder = invocation.Host.WorkingDirectory == Environment.CurrentDirectory ? null : invocation.Host.WorkingDirectory,
        IncludesHidden = invocation.Get(_hidden),
        HeedsIgnoreFiles = !invocation.Get(_noIgnore),
        Globs = [.. (invocation.Get(_globs) ?? []).SelectMany(static given => given.Split(',', StringSplitOptions.RemoveEmptyEntries))],
    };

    /// <summary>Takes paths as a person writes them.</summary>
    public static IReadOnlyList<string> Paths(Invocation invocation, string[]? given) =>
        [.. (given ?? []).Select(path => path == "~" || path.StartsWith("~/", StringComparison.Ordinal) ? invocation.FullPath(path) : path)];
}

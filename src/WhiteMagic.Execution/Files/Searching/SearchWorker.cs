using System.Text.RegularExpressions;
using WhiteMagic.Execution.Files.Walking;

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Searches the files that one worker takes.</summary>
internal sealed class SearchWorker
{
    private readonly SearchSetup _setup;
    private readonly MatchClock _clock;
    private readonly FileScanner _scanner;
    private byte[] _path = new byte[512];

    public SearchWorker(SearchSetup setup, Func<MatchClock, LineFinder> prepared)
    {
        _setup = setup;
        _clock = new MatchClock(setup.Time, setup.Options.MatchTimeout);
        _scanner = new FileScanner(setup, prepared(_clock));
    }

    public FileSearchStatistics Counts { get; private set; } = new();

    /// <summary>Searches some files.</summary>
    /// <returns>An outcome for each that has matches or could not be searched.</returns>
    public IReadOnlyList<ItemOutcome<FileMatches>> Search(WalkTake take, CancellationToken cancellationToken)
    {
        List<ItemOutcome<FileMatches>>? outcomes = null;
        long before = _scanner.Bytes;
        int read = 0;
        for (int i = take.From; i < take.From + take.Count && !cancellationToken.IsCancellationRequested; i++)
        {
            if (Search(take.Folder, take.Folder.Listing.Files[i], cancellationToken) is { } outcome)
            {
                (outcomes ??= []).Add(outcome);
                read -= outcome.Status == OutcomeStatus.Failed ? 1 : 0;
            }

            read++;
        }

        foreach (WalkProblem problem in take.Problems)
        {
            (outcomes ??= []).Add(Without(problem.Status, problem.Error));
        }

        Count(outcomes, read, _scanner.Bytes - before);
        return outcomes ?? (IReadOnlyList<ItemOutcome<FileMatches>>)[];
    }

    private ItemOutcome<FileMatches>? Search(WalkFolder folder, NameSlot file, CancellationToken cancellationToken)
    {
        ReadOnlySpan<byte> path = PathOf(folder, file);
        try
        {
            _clock.BeginFile();
            LineCollector? found = _scanner.Scan(path, folder, cancellationToken);
            return found is null ? null : new() { Position = 0, Status = OutcomeStatus.Succeeded, Value = found.Build(folder.Shown(path[..^1])) };
        }
        catch (FileReadException error)
        {
            bool isSkipped = error.Failure is FileReadFailure.Binary or FileReadFailure.TooLarge or FileReadFailure.NotAFile;
            return Without(isSkipped ? OutcomeStatus.Skipped : OutcomeStatus.Failed, error.For(folder.Shown(path[..^1])));
        }
        catch (RegexMatchTimeoutException error)
        {
            return Without(OutcomeStatus.TimedOut, TooSlow(folder.Shown(path[..^1]), error));
        }
        catch (OutOfMemoryException error)
        {
            return Without(OutcomeStatus.Failed, Failures.NoMemory(folder.Shown(path[..^1]), error));
        }
    }

    private SearchTimeoutException TooSlow(string path, Exception error) => new(
        path,
        $"was not searched to its end: the pattern '{_setup.Pattern.Texts[0]}' took longer than {_setup.Options.MatchTimeout.TotalSeconds:0.###} s; write it with fewer repetitions within repetitions",
        error);

    // With a NUL behind it, as the system wants it.
    private ReadOnlySpan<byte> PathOf(WalkFolder folder, NameSlot file)
    {
        ReadOnlySpan<byte> name = folder.Listing.Name(file);
        int length = folder.Prefix.Length + name.Length;
        if (_path.Length <= length)
        {
            _path = new byte[(length + 1) * 2];
        }

        folder.Prefix.CopyTo(_path, 0);
        name.CopyTo(_path.AsSpan(folder.Prefix.Length));
        _path[length] = 0;
        return _path.AsSpan(0, length + 1);
    }

    private void Count(List<ItemOutcome<FileMatches>>? outcomes, int files, long bytes)
    {
        int skipped = outcomes?.Count(static outcome => outcome.Status == OutcomeStatus.Skipped) ?? 0;
        int failed = outcomes?.Count(static outcome => outcome.Status is OutcomeStatus.Failed or OutcomeStatus.TimedOut) ?? 0;
        Counts = Counts with { Files = Counts.Files + files, Bytes = Counts.Bytes + bytes, Skipped = Counts.Skipped + skipped, Failed = Counts.Failed + failed };
    }

    private static ItemOutcome<FileMatches> Without(OutcomeStatus status, Exception error) => new() { Position = 0, Status = status, Error = error };
}

using System.Runtime.CompilerServices;

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>A search that begins when its outcomes are asked for, and ends when nobody asks any more.</summary>
/// <remarks>
/// There is an outcome for each file with matches, and for each file or folder that was skipped (<see cref="OutcomeStatus.Skipped"/>: no
/// text, too large, no file), could not be read or took too long; files without matches are only counted. It can be enumerated once.
/// </remarks>
public sealed class FileSearch : IAsyncEnumerable<ItemOutcome<FileMatches>>
{
    private readonly SearchSetup _setup;
    private readonly SearchTally _tally = new();
    private int _isBegun;

    internal FileSearch(SearchSetup setup) => _setup = setup;

    /// <summary>What was done so far.</summary>
    public FileSearchStatistics Statistics => _tally.Counts;

    /// <summary>Searches.</summary>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="InvalidOperationException">It was begun before.</exception>
    /// <exception cref="SearchPatternException">When enumerated: the pattern is too slow in one file after another.</exception>
    /// <exception cref="OperationCanceledException">When enumerated: the search was cancelled.</exception>
    public IAsyncEnumerator<ItemOutcome<FileMatches>> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        Interlocked.Exchange(ref _isBegun, 1) == 0
            ? SearchAsync(cancellationToken)
            : throw new InvalidOperationException("A search can be enumerated once; begin another one.");

    private async IAsyncEnumerator<ItemOutcome<FileMatches>> SearchAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var run = new SearchRun(_setup, _tally);
        await using ConfiguredAsyncDisposable ending = run.ConfigureAwait(false);
        using CancellationTokenRegistration cancelled = cancellationToken.UnsafeRegister(static state => ((SearchRun)state!).Stop(), run);
        run.Start();
        long position = 0;
        int left = _setup.Options.MaxResults ?? int.MaxValue;
        while (await run.Queue.ReadAsync().ConfigureAwait(false) is { Count: > 0 } outcomes)
        {
            foreach (ItemOutcome<FileMatches> outcome in outcomes)
            {
                int count = outcome.Value?.Count ?? 0;
                ItemOutcome<FileMatches> given = count > left ? outcome with { Value = outcome.Value!.First(left) } : outcome;
                yield return given with { Position = position++ };
                left -= given.Value?.Count ?? 0;
                if (left == 0)
                {
                    _tally.Add(new FileSearchStatistics { IsCut = true });
                    yield break;
                }
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
    }
}

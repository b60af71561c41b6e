using System.Diagnostics;
using System.Runtime.CompilerServices;
using WhiteMagic.Execution.Diagnostics;

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
        Activity? span = SearchTelemetry.Start();
        bool isComplete = false;
        try
        {
            var run = new SearchRun(_setup, _tally);
            await using ConfiguredAsyncDisposable ending = run.ConfigureAwait(false);
            using CancellationTokenRegistration cancelled = cancellationToken.UnsafeRegister(static state => ((SearchRun)state!).Stop(), run);
            run.Start();
            long position = 0;
            int left = _setup.Options.MaxResults ?? int.MaxValue;
            while (left > 0 && await run.Queue.ReadAsync().ConfigureAwait(false) is { Count: > 0 } outcomes)
            {
                for (int i = 0; i < outcomes.Count && left > 0; i++)
                {
                    ItemOutcome<FileMatches> given = FirstOf(outcomes[i], left);
                    yield return given with { Position = position++ };
                    left -= given.Value?.Count ?? 0;
                }
            }

            _tally.Add(new FileSearchStatistics { IsCut = left == 0 });
            cancellationToken.ThrowIfCancellationRequested();
            isComplete = true;
        }
        finally
        {
            SearchTelemetry.Finish(span, Statistics, isComplete);
        }
    }

    private static ItemOutcome<FileMatches> FirstOf(ItemOutcome<FileMatches> outcome, int most) =>
        outcome.Value is { } found && found.Count > most ? outcome with { Value = found.First(most) } : outcome;
}

using System.Text.RegularExpressions;
using WhiteMagic.Execution.Files;
using WhiteMagic.Execution.Files.Searching;
using WhiteMagic.Execution.Interleavings.Tests.Workers;

namespace WhiteMagic.Execution.Interleavings.Tests.Files;

/// <summary>
/// Random searches while others use the pool, and what must hold of them: each file is searched once and found, in order where that
/// is asked for, no more at once than may be, and none once the search has ended.
/// </summary>
internal sealed class SearchProgram
{
    private readonly Exploration _run;
    private readonly FileTraffic _traffic;
    private readonly FileSearch _search;
    private readonly ExploredTree _tree;
    private readonly BusyCount _busy;
    private readonly FileSearchOptions _options;
    private readonly HashSet<string> _searched = [];
    private readonly HashSet<string> _given = [];
    private readonly int _leavesAfter;
    private readonly bool _isTooSlow;

    private SearchProgram(Exploration run)
    {
        _run = run;
        _traffic = new(run);
        _tree = new(run, _traffic.Disk);
        _leavesAfter = run.Choose(3) == 0 ? 1 + run.Choose(4) : int.MaxValue;
        _isTooSlow = run.Choose(6) == 0;
        _options = new()
        {
            IsOrdered = run.Choose(2) == 0,
            MaxWorkers = 1 + run.Choose(3),
            MaxResults = run.Choose(4) == 0 ? 1 + run.Choose(4) : null,
            Files = new() { HeedsIgnoreFiles = false },
        };
        _busy = new(run, _options.MaxWorkers);
        _search = new(new()
        {
            Pattern = SearchPattern.Literal(ExploredSearchFile.Text),
            Roots = [ExploredTree.Root],
            Options = _options,
            Workers = _traffic.Pool,
            Time = _traffic.Time,
            Folders = _tree,
            NewFile = () => new ExploredSearchFile(_traffic.Disk, Begin, _busy.Leave),
            Bounds = new(),
        });
    }

    public static Task RunAsync(Exploration run)
    {
        var program = new SearchProgram(run);
        return program._traffic.RunAsync(program.SearchAsync);
    }

    private async Task SearchAsync()
    {
        var position = 0;
        try
        {
            await foreach (var outcome in _search.WithCancellation(_traffic.Cancelled))
            {
                _run.Expect(outcome.Position == position++, $"At place {position - 1} came {outcome}.");
                Take(outcome);
                await _traffic.YieldAsync(3);
                if (position == _leavesAfter)
                {
                    break;
                }
            }

            CheckEnd(position == _leavesAfter);
        }
        catch (OperationCanceledException)
        {
            _run.Expect(_traffic.IsCancelled, "The search was cancelled, and nobody did that.");
        }
        catch (SearchPatternException)
        {
            _run.Expect(_isTooSlow, "The search was too slow, and no file was.");
        }
        catch (ObjectDisposedException)
        {
            _run.Expect(_traffic.IsStoppedEarly, "The pool was stopped, and nobody did that.");
        }
        finally
        {
            _run.Expect(_busy.Busy == 0, "The search has ended, and a file is being searched.");
        }
    }

    private void Take(ItemOutcome<FileMatches> outcome)
    {
        var path = outcome.Value?.Path ?? (outcome.Error as FileReadException)?.Path ?? (outcome.Error as SearchTimeoutException)?.Path ?? "";
        _run.Expect(_given.Add(path), $"'{path}' came twice.");
        _run.Expect(
            outcome.Status switch
            {
                OutcomeStatus.Succeeded => _searched.Contains(path) && !IsSlow(path),
                OutcomeStatus.TimedOut => _searched.Contains(path) && IsSlow(path),
                _ => _tree.Broken.Contains(path),
            },
            $"'{path}' ended as {outcome}.");
    }

    private void CheckEnd(bool hasLeft)
    {
        _run.Expect(_search.Statistics.Workers <= _options.MaxWorkers, $"There were {_search.Statistics.Workers} workers.");
        string[] found = [.. _given.Where(_tree.Files.Contains)];
        if (_options.IsOrdered)
        {
            _run.Expect(found.SequenceEqual(_tree.Files.Take(found.Length)), $"The files came as {string.Join(" ", found)}.");
        }

        if (!hasLeft && !_search.Statistics.IsCut)
        {
            _run.Expect(
                found.Length == _tree.Files.Count && _given.Count == found.Length + _tree.Broken.Count,
                $"There came {found.Length} of {_tree.Files.Count} files, and {_given.Count} outcomes.");
            _run.Expect(_search.Statistics.Files == found.Length, $"{_search.Statistics} for {found.Length} files.");
        }
    }

    private void Begin(string path)
    {
        _run.Expect(_searched.Add(path), $"'{path}' is searched twice.");
        _busy.Enter();
        if (IsSlow(path))
        {
            _busy.Leave();
            throw new RegexMatchTimeoutException();
        }
    }

    private bool IsSlow(string path) => _isTooSlow && path[^1] is '0' or '2';
}

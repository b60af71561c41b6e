namespace WhiteMagic.Execution.Files.Walking;

/// <summary>Gives out the files below some roots to many workers, who list the folders meanwhile; each file once, a folder's own before those in its folders.</summary>
internal sealed class FileWalk(IReadOnlyList<WalkRoot> roots, IFolderSource source, WalkRules rules)
{
    // So many folders are listed before their turn, by workers that would else wait.
    private const int MostAhead = 64;

    private readonly object _gate = new();
    private readonly Stack<WalkFolder> _folders = new(roots.Reverse().Select(static root => new WalkFolder(root)));
    private long _sequence;
    private bool _stopped;

    /// <summary>Whether another worker would find something to do.</summary>
    public bool HasMore { get; private set; } = roots.Count > 0;

    /// <summary>Takes the next files, all of one folder.</summary>
    /// <returns>Whether there are any left.</returns>
    public bool TryTake(int most, out WalkTake take)
    {
        lock (_gate)
        {
            while (!_stopped && _folders.TryPeek(out WalkFolder? first))
            {
                if (first.State == WalkState.Listed)
                {
                    if (TryTakeOf(first, most, out take))
                    {
                        return true;
                    }
                }
                else if (FindUnlisted() is { } unlisted)
                {
                    List(unlisted);
                }
                else
                {
                    Monitor.Wait(_gate);
                }
            }

            HasMore = false;
            take = default;
            return false;
        }
    }

    /// <summary>Gives out nothing more.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }
    }

    private bool TryTakeOf(WalkFolder folder, int most, out WalkTake take)
    {
        int left = folder.Listing.Files.Count - folder.Next;
        int count = Math.Min(most, left);
        WalkProblem[] problems = [.. folder.Problems];
        folder.Problems.Clear();
        take = new WalkTake(_sequence, folder, folder.Next, count, problems);
        folder.Next += count;
        if (count == left)
        {
            Leave(folder);
        }

        bool isSome = count > 0 || problems.Length > 0;
        _sequence += isSome ? 1 : 0;
        return isSome;
    }

    private void Leave(WalkFolder folder)
    {
        _folders.Pop();
        for (int i = folder.Children.Count - 1; i >= 0; i--)
        {
            _folders.Push(folder.Children[i]);
        }

        HasMore = _folders.Count > 0;

        // Those who wait may find folders to list now, or that all is done.
        Monitor.PulseAll(_gate);
    }

    private WalkFolder? FindUnlisted()
    {
        int ahead = 0;
        foreach (WalkFolder folder in _folders)
        {
            if (folder.State == WalkState.Waiting)
            {
                return folder;
            }

            if (++ahead == MostAhead)
            {
                break;
            }
        }

        return null;
    }

    private void List(WalkFolder folder)
    {
        folder.State = WalkState.BeingListed;
        Monitor.Exit(_gate);
        try
        {
            folder.List(source, rules);
        }
        finally
        {
            Monitor.Enter(_gate);
            folder.State = WalkState.Listed;
            Monitor.PulseAll(_gate);
        }
    }
}

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Counts what the workers of a search did.</summary>
internal sealed class SearchTally
{
    private readonly Lock _gate = new();
    private FileSearchStatistics _counts = new();

    public FileSearchStatistics Counts
    {
        get
        {
            lock (_gate)
            {
                return _counts;
            }
        }
    }

    public void Add(FileSearchStatistics more)
    {
        lock (_gate)
        {
            _counts = _counts with
            {
                Files = _counts.Files + more.Files,
                Bytes = _counts.Bytes + more.Bytes,
                Skipped = _counts.Skipped + more.Skipped,
                Failed = _counts.Failed + more.Failed,
                IsCut = _counts.IsCut || more.IsCut,
                Workers = Math.Max(_counts.Workers, more.Workers),
            };
        }
    }
}

namespace WhiteMagic.Execution.Files;

/// <summary>Does something for all who ask: once at a time, and again when somebody asked meanwhile.</summary>
internal sealed class Latest(Action work)
{
    private int _asked;

    /// <summary>Does it, or leaves it to who is at it, who will do it once more.</summary>
    public void Ask()
    {
        int seen = Interlocked.Increment(ref _asked);
        if (seen > 1)
        {
            return;
        }

        int done;
        do
        {
            done = seen;
            work();
            seen = Interlocked.CompareExchange(ref _asked, 0, done);
        }
        while (seen != done);
    }
}

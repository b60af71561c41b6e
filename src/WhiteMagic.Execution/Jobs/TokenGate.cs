namespace WhiteMagic.Execution.Jobs;

/// <summary>Admits attempts by their estimates and corrects the account by what they report.</summary>
/// <param name="budget">The ceiling; null for none.</param>
internal sealed class TokenGate(long? budget)
{
    private readonly PriorityQueue<int, long> _parked = new();

    // Wide enough for a million jobs that report absurd numbers.
    private Int128 _charged;
    private Int128 _refundable;
    private Int128 _admitted;
    private Int128 _spent;

    public long Admitted => Clamp(_admitted);

    public long Spent => Clamp(_spent);

    public long Left => budget is { } most ? Clamp(Int128.Max(0, most - _charged)) : long.MaxValue;

    public bool HasParked => _parked.Count > 0;

    /// <summary>Admits an attempt, parks it until running ones have told what they used, or refuses it for good.</summary>
    /// <param name="cells">The accounts of all jobs.</param>
    /// <param name="job">The job.</param>
    /// <param name="order">Its place among those that wait for tokens, the lower the sooner.</param>
    /// <param name="tokens">Its estimate.</param>
    /// <returns>Whether it was admitted; null when it was parked.</returns>
    public bool? Ask(JobCell[] cells, int job, long order, long tokens)
    {
        DropEnded(cells);

        // What costs nothing never waits; what waits is not overtaken by what comes after it.
        bool isBehind = tokens > 0 && _parked.TryPeek(out _, out long first) && order > first;
        if (!isBehind && Fits(tokens))
        {
            Reserve(tokens, ref cells[job]);
            return true;
        }

        if (!CouldFit(tokens))
        {
            return false;
        }

        _parked.Enqueue(job, order);
        return null;
    }

    /// <summary>Takes the first parked job whose fate is known.</summary>
    public bool TryUnpark(JobCell[] cells, Job[] jobs, out int job, out bool isAdmitted)
    {
        isAdmitted = false;
        DropEnded(cells);
        if (!_parked.TryPeek(out job, out _))
        {
            return false;
        }

        long tokens = jobs[job].EstimatedTokens;
        isAdmitted = Fits(tokens);
        if (!isAdmitted && CouldFit(tokens))
        {
            return false;
        }

        _parked.Dequeue();
        if (isAdmitted)
        {
            Reserve(tokens, ref cells[job]);
        }

        return true;
    }

    public void Report(ref JobCell cell, long tokens)
    {
        Drop(in cell);
        cell.HasReported = true;
        cell.Reported = tokens > long.MaxValue - cell.Reported ? long.MaxValue : cell.Reported + tokens;
        Hold(in cell);
    }

    /// <summary>Closes the account of an attempt that has run.</summary>
    public void Settle(ref JobCell cell)
    {
        Drop(in cell);
        long spent = cell.HasReported ? cell.Reported : cell.Reserved;
        cell.Spent = Clamp((Int128)cell.Spent + spent);
        _spent += spent;
        _charged += spent;
        Clear(ref cell);
    }

    /// <summary>Gives back what an attempt that will not run was admitted for.</summary>
    public void Release(ref JobCell cell)
    {
        Drop(in cell);
        _admitted -= cell.Reserved;
        Clear(ref cell);
    }

    // Those that were cancelled or came too late while they were parked hold up nobody.
    private void DropEnded(JobCell[] cells)
    {
        while (_parked.TryPeek(out int job, out _) && cells[job].Phase != JobPhase.Parked)
        {
            _parked.Dequeue();
        }
    }

    private static void Clear(ref JobCell cell)
    {
        cell.IsAdmitted = false;
        cell.HasReported = false;
        cell.Reserved = 0;
        cell.Reported = 0;
    }

    private static long Clamp(Int128 tokens) => (long)Int128.Min(tokens, long.MaxValue);

    private void Reserve(long tokens, ref JobCell cell)
    {
        cell.IsAdmitted = true;
        cell.Reserved = tokens;
        _admitted += tokens;
        Hold(in cell);
    }

    // Most jobs cost no tokens, and the wide numbers are slow.
    private static bool IsFree(in JobCell cell) => (cell.Reserved | cell.Reported) == 0;

    private void Hold(in JobCell cell)
    {
        if (IsFree(in cell))
        {
            return;
        }

        _charged += Math.Max(cell.Reserved, cell.Reported);
        _refundable += Math.Max(0, cell.Reserved - cell.Reported);
    }

    private void Drop(in JobCell cell)
    {
        if (IsFree(in cell))
        {
            return;
        }

        _charged -= Math.Max(cell.Reserved, cell.Reported);
        _refundable -= Math.Max(0, cell.Reserved - cell.Reported);
    }

    private bool Fits(long tokens) => budget is not { } most || tokens == 0 || _charged + tokens <= most;

    private bool CouldFit(long tokens) => budget is not { } most || tokens == 0 || _charged - _refundable + tokens <= most;
}

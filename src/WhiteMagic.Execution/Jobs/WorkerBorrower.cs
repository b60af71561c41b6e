using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Jobs;

/// <summary>Borrows the workers of a run from their pools, never calling a pool while it holds the run's lock.</summary>
/// <param name="guard">The run's lock, which guards the lanes.</param>
/// <param name="onRefused">Is told of a pool that threw.</param>
internal sealed class WorkerBorrower(Lock guard, Action<JobLane, Exception> onRefused)
{
    private readonly WorkerCall? _starter = WorkerCall.Current;

    /// <summary>Whether the run may borrow yet.</summary>
    public bool IsOpen { get; set; }

    public IDisposable? Subscribe(JobLane lane)
    {
        try
        {
            return lane.Pool.WhenFree(() => OnFree(lane));
        }
        catch (Exception)
        {
            // A pool that takes no callers lends no workers either, which its jobs' outcomes tell.
            return null;
        }
    }

    public void Borrow(JobLane lane)
    {
        while (true)
        {
            int calls;
            lock (guard)
            {
                if (!IsOpen || !lane.WantsWorker)
                {
                    return;
                }

                lane.Starting++;
                calls = lane.Calls;
            }

            Start(lane, calls);
        }
    }

    private void OnFree(JobLane lane)
    {
        lock (guard)
        {
            lane.Calls++;
            lane.IsSaturated = false;
        }

        Borrow(lane);
    }

    private void Start(JobLane lane, int calls)
    {
        try
        {
            if (!TryStart(lane))
            {
                UseLoan(lane, calls);
            }
        }
        catch (Exception error)
        {
            lock (guard)
            {
                lane.Starting--;
            }

            onRefused(lane, error);
        }
    }

    private bool TryStart(JobLane lane)
    {
        // Whoever started the run waits for it, so that his worker may be lent to it; the call that happens to be here does not.
        using (new CallScope(_starter))
        {
            return lane.Pool.TryStart(lane.Work);
        }
    }

    private void UseLoan(JobLane lane, int calls)
    {
        bool isAsked;
        lock (guard)
        {
            // A worker that is lent to others comes later, and one that is free meanwhile may come before it.
            lane.Starting--;
            lane.IsSaturated = lane.Calls == calls;
            isAsked = lane.Loan is not null && !lane.IsLoanOut;
            lane.IsLoanOut |= isAsked;
        }

        if (isAsked)
        {
            lane.Loan!.TryLend(() => WorkOnLoanAsync(lane));
        }
    }

    private async Task WorkOnLoanAsync(JobLane lane)
    {
        lock (guard)
        {
            lane.Starting++;
        }

        await lane.Work();
        lock (guard)
        {
            lane.IsLoanOut = false;
            lane.IsSaturated = false;
        }

        Borrow(lane);
    }
}

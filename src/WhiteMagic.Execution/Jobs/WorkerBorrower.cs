using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Jobs;

/// <summary>Borrows the workers of a run from their pools, never calling a pool while it holds the run's lock.</summary>
/// <param name="guard">The run's lock, which guards the lanes.</param>
/// <param name="onRefused">Is told of a pool that threw.</param>
internal sealed class WorkerBorrower(Lock guard, Action<JobLane, Exception> onRefused)
{
    private static readonly AsyncLocal<IWorkerPool?> CurrentPool = new();

    /// <summary>The pool whose worker runs this code; null outside of jobs.</summary>
    public static IWorkerPool? Current
    {
        get => CurrentPool.Value;
        set => CurrentPool.Value = value;
    }

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
            if (!lane.Pool.TryStart(lane.Work))
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

    private void UseLoan(JobLane lane, int calls)
    {
        bool isUsed;
        lock (guard)
        {
            isUsed = lane.HasLoan;
            lane.HasLoan = false;
            if (!isUsed)
            {
                lane.Starting--;
                lane.IsSaturated = lane.Calls == calls;
            }
        }

        if (isUsed)
        {
            _ = Task.Run(() => WorkOnLoanAsync(lane));
        }
    }

    private async Task WorkOnLoanAsync(JobLane lane)
    {
        await lane.Work();
        lock (guard)
        {
            lane.HasLoan = true;
            lane.IsSaturated = false;
        }

        Borrow(lane);
    }
}

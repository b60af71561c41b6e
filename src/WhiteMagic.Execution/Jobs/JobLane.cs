using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Jobs;

/// <summary>Holds the jobs of a run that share a pool; the run's lock guards all of it.</summary>
internal sealed class JobLane(IWorkerPool pool, ReadyQueue queue)
{
    public IWorkerPool Pool { get; } = pool;

    public ReadyQueue Queue => queue;

    /// <summary>What the pool's workers run.</summary>
    public required Func<Task> Work { get; init; }

    /// <summary>How many jobs wait for a worker; the queue may hold more, of jobs that have ended.</summary>
    public int Ready { get; set; }

    /// <summary>How many workers were asked for and have not begun.</summary>
    public int Starting { get; set; }

    /// <summary>How many workers are at work.</summary>
    public int Busy { get; set; }

    /// <summary>Whether the pool has refused a worker and not called back since.</summary>
    public bool IsSaturated { get; set; }

    /// <summary>How often the pool has called back.</summary>
    public int Calls { get; set; }

    /// <summary>The worker of the job that started the run, where the pool does not lend it itself; null for none.</summary>
    public HeldWorker? Loan { get; } = HeldWorker.Find(pool);

    /// <summary>Whether that worker was asked for and has not come back.</summary>
    public bool IsLoanOut { get; set; }

    public bool WantsWorker => Ready > Starting && !IsSaturated;
}

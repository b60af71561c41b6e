namespace WhiteMagic.Execution.Workers;

/// <summary>Holds one pool for each kind of work: files and computing on threads of their own, services and databases without.</summary>
public sealed class WorkerPools : IAsyncDisposable
{
    // Calls of unlike lengths share these pools, and with very few workers a long one would keep the short ones waiting.
    private const int HighestFloor = 8;

    private readonly WorkerPoolsOptions _options;
    private readonly AdaptiveConcurrency[] _adaptive;

    /// <summary>Creates the pools; threads are created when there is work.</summary>
    /// <param name="options">What they are like.</param>
    /// <exception cref="ArgumentException">An option is outside of what is allowed; the message says which and what is.</exception>
    public WorkerPools(WorkerPoolsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;

        // Checked before it is capped, so that a wrong number is an error on a small machine too.
        WorkerPoolOptions.ValidateLimit(options.CpuWorkers, "cpu", nameof(options));
        Io = Create("io", options.IoWorkers, usesOwnThreads: true);
        Cpu = Create("cpu", Math.Min(options.CpuWorkers, Environment.ProcessorCount), usesOwnThreads: true);
        Api = Create("api", options.ApiWorkers, usesOwnThreads: false);
        Database = Create("database", options.DatabaseWorkers, usesOwnThreads: false);
        _adaptive = options.Adaptive ? [Adapt(Io), Adapt(Api), Adapt(Database)] : [];
    }

    /// <summary>The pool for reading and writing files.</summary>
    public WorkerPool Io { get; }

    /// <summary>The pool for computing.</summary>
    public WorkerPool Cpu { get; }

    /// <summary>The pool for calls of services over a network.</summary>
    public WorkerPool Api { get; }

    /// <summary>The pool for queries of a database.</summary>
    public WorkerPool Database { get; }

    /// <summary>The pool for a kind of work.</summary>
    /// <param name="kind">The kind.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public WorkerPool this[WorkloadKind kind] => kind switch
    {
        WorkloadKind.Io => Io,
        WorkloadKind.Cpu => Cpu,
        WorkloadKind.Api => Api,
        WorkloadKind.Database => Database,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, $"A kind of work is one of {string.Join(", ", Enum.GetNames<WorkloadKind>())}."),
    };

    /// <summary>Takes no more calls in any pool and finishes those that there are.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Io.DisposeAsync().AsTask(), Cpu.DisposeAsync().AsTask(), Api.DisposeAsync().AsTask(), Database.DisposeAsync().AsTask()).ConfigureAwait(false);
        Array.ForEach(_adaptive, static adaptive => adaptive.Dispose());
    }

    private WorkerPool Create(string name, int limit, bool usesOwnThreads) => new(new WorkerPoolOptions
    {
        Name = name,
        Limit = limit,
        QueueLength = _options.QueueLength,
        WhenFull = _options.WhenFull,
        CallTimeout = _options.CallTimeout,
        UsesOwnThreads = usesOwnThreads,
        Time = _options.Time,
    });

    private AdaptiveConcurrency Adapt(WorkerPool pool) => new(
        pool,
        new LatencyGradientPolicy(),
        new AdaptiveConcurrencyOptions { Floor = Math.Clamp(pool.Limit / 4, 1, HighestFloor), Ceiling = pool.Limit, Time = _options.Time });
}

using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Workflows;

/// <summary>Says how many workers there are for each kind of work, from 1 to <see cref="WorkerPool.MaxLimit"/>.</summary>
public sealed record WorkerCounts
{
    /// <summary>Those that read and write files.</summary>
    public int Io { get; init; } = 64;

    /// <summary>Those that compute; a machine has no use for more than its processors.</summary>
    public int Cpu { get; init; } = 16;

    /// <summary>Those that call services.</summary>
    public int Api { get; init; } = 32;

    /// <summary>Those that query databases.</summary>
    public int Database { get; init; } = 8;

    /// <summary>The workers of a kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public int this[WorkloadKind kind] => kind switch
    {
        WorkloadKind.Io => Io,
        WorkloadKind.Cpu => Cpu,
        WorkloadKind.Api => Api,
        WorkloadKind.Database => Database,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind of work is one of WorkloadKind."),
    };

    /// <summary>Reads the limits that pools have now.</summary>
    public static WorkerCounts Of(WorkerPools pools)
    {
        ArgumentNullException.ThrowIfNull(pools);
        return new() { Io = pools.Io.Limit, Cpu = pools.Cpu.Limit, Api = pools.Api.Limit, Database = pools.Database.Limit };
    }

    internal void Check()
    {
        Check("io", Io);
        Check("cpu", Cpu);
        Check("api", Api);
        Check("database", Database);
    }

    private static void Check(string field, int count)
    {
        if (count is < 1 or > WorkerPool.MaxLimit)
        {
            throw new InvalidInputException(field, $"{count} workers are out of range; give 1 to {WorkerPool.MaxLimit}");
        }
    }
}

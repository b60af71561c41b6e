using WhiteMagic.Context;
using WhiteMagic.Diagnostics;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Spaces;

/// <summary>How the spaces of a store behave.</summary>
public sealed record SpaceOptions
{
    /// <summary>The budgets of the context tiers.</summary>
    public ContextOptions Context { get; init; } = new();

    /// <summary>Told of long work that an operation has to do first, such as indexing many new files.</summary>
    public IProgress<WorkProgress>? Progress { get; init; }

    /// <summary>
    /// The pools in which the spaces work: reading, analysing and helping searches in <see cref="WorkerPools.Cpu"/>, waiting for the
    /// disk in <see cref="WorkerPools.Io"/>.
    /// </summary>
    /// <value>Unless given, pools of the default size, which let their threads go when idle. Pools that are given outlast the spaces.</value>
    public WorkerPools Workers { get; init; } = new(new WorkerPoolsOptions());

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

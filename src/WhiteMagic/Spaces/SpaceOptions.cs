using WhiteMagic.Context;
using WhiteMagic.Diagnostics;

namespace WhiteMagic.Spaces;

/// <summary>How the spaces of a store behave.</summary>
public sealed record SpaceOptions
{
    /// <summary>The budgets of the context tiers.</summary>
    public ContextOptions Context { get; init; } = new();

    /// <summary>Told of long work that an operation has to do first, such as indexing many new files.</summary>
    public IProgress<WorkProgress>? Progress { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

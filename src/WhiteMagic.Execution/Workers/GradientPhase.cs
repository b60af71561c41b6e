namespace WhiteMagic.Execution.Workers;

/// <summary>What a <see cref="LatencyGradientPolicy"/> does with what it reads.</summary>
internal enum GradientPhase
{
    Holding,

    /// <summary>It probes for the first time, and what came before was not read to the end.</summary>
    Starting,

    /// <summary>It looks with few workers how long calls run without load.</summary>
    Probing,

    /// <summary>It probes because the limit would fall by half, for which there may be no reason.</summary>
    Verifying,
}

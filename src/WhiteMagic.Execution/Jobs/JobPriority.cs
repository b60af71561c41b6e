namespace WhiteMagic.Execution.Jobs;

/// <summary>Says which of the jobs that could start goes first; the lower number wins.</summary>
/// <remarks>A class that waits is served at least once in every 36 starts of its pool, so none starves.</remarks>
public enum JobPriority
{
    /// <summary>Before everything else.</summary>
    Critical = 0,

    /// <summary>Before what is normal.</summary>
    High = 1,

    /// <summary>The usual.</summary>
    Normal = 2,

    /// <summary>After what is normal.</summary>
    Low = 3,

    /// <summary>When nothing else could start.</summary>
    Background = 4,
}

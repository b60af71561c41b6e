namespace WhiteMagic.Workflows;

/// <summary>Names the five factors by which a run is weighed before it begins.</summary>
public enum WorkflowFactor
{
    /// <summary>The Way: whether the priorities pull the same way, as the share of dependencies in which no job waits for a less urgent one.</summary>
    Purpose,

    /// <summary>Heaven: whether it is the time, as the share of deadlines that the plan meets.</summary>
    Timing,

    /// <summary>Earth: how easy the ground is, from 1 for accessible to 0.25 for precipitous.</summary>
    Ground,

    /// <summary>Command: how much is known beforehand, as the share of jobs with an estimated duration.</summary>
    Command,

    /// <summary>Method: whether expenses and risks are bounded, as the lower of the share of the needed tokens that may be spent
    /// and the share of calls of services and databases that have a timeout.</summary>
    Method,
}

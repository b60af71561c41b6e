namespace WhiteMagic.Execution.Jobs;

/// <summary>Tells when a plan has one job run.</summary>
/// <param name="Id">The job.</param>
/// <param name="Start">When it starts, since the plan's begin.</param>
/// <param name="End">When it ends, since the plan's begin.</param>
/// <param name="Wave">How many jobs the longest chain before it has.</param>
public readonly record struct PlannedJob(JobId Id, TimeSpan Start, TimeSpan End, int Wave);

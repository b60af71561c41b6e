namespace WhiteMagic.Execution.Jobs;

/// <summary>Marks something to look at later.</summary>
/// <param name="Job">The job's index.</param>
/// <param name="Attempt">The attempt during which it was set; after it, the alarm means nothing.</param>
/// <param name="Kind">What to look at.</param>
internal readonly record struct JobAlarm(int Job, int Attempt, JobAlarmKind Kind);

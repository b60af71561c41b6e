using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Workflows;

/// <summary>Tells how hard a graph presses on the workers of one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Jobs">How many jobs of it there are.</param>
/// <param name="Work">How long they are expected to take, together.</param>
/// <param name="Workers">How many workers they have.</param>
/// <param name="Pressure">The time that these workers need for the work over the duration of the critical path; above 1 the
/// workers, not the dependencies, are what the run waits for.</param>
public readonly record struct WorkloadPressure(WorkloadKind Kind, int Jobs, TimeSpan Work, int Workers, double Pressure);

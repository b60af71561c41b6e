namespace WhiteMagic.Execution.Workers;

/// <summary>What a control group or a machine has used and may use.</summary>
/// <param name="CpuTime">The processor time used since some beginning.</param>
/// <param name="Processors">How many processors it may use; infinite without a limit.</param>
/// <param name="MemoryShare">The share of memory used, 0 without a limit.</param>
internal readonly record struct ResourceUse(TimeSpan CpuTime, double Processors, double MemoryShare);

namespace WhiteMagic.Execution.Workers;

/// <summary>Tells what share is used of what this process may use, 0 for nothing and 1 for everything.</summary>
/// <param name="Cpu">The share of processor time since the last measurement.</param>
/// <param name="Memory">The share of memory, without caches that the system gives back.</param>
public readonly record struct SystemLoad(double Cpu, double Memory);

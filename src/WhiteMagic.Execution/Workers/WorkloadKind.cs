namespace WhiteMagic.Execution.Workers;

/// <summary>Says what a piece of work mostly waits for, which decides how many may run at once.</summary>
public enum WorkloadKind
{
    /// <summary>Reading and writing files.</summary>
    Io,

    /// <summary>Computing.</summary>
    Cpu,

    /// <summary>Calls of services over a network.</summary>
    Api,

    /// <summary>Queries of a database.</summary>
    Database,
}

namespace WhiteMagic.Execution.Diagnostics;

/// <summary>Names what the engine tells of itself, for those who listen.</summary>
public static class ExecutionTelemetry
{
    /// <summary>The name of the engine's one activity source and of its one meter.</summary>
    public const string Name = "WhiteMagic.Execution";
}

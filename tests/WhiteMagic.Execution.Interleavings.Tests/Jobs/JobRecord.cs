namespace WhiteMagic.Execution.Interleavings.Tests.Jobs;

/// <summary>What a program saw of one job.</summary>
internal sealed class JobRecord(int index, int[] dependencies)
{
    public int Index => index;

    public int[] Dependencies => dependencies;

    public bool IsAtWork { get; set; }

    public bool HasSucceeded { get; set; }

    public int Attempts { get; set; }
}

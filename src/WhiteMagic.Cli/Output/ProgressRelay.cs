using WhiteMagic.Diagnostics;

namespace WhiteMagic.Cli.Output;

/// <summary>Hands on what a store tells of its work to the line that is shown at that moment, if one is.</summary>
internal sealed class ProgressRelay(Reporter reporter) : IProgress<WorkProgress>
{
    public void Report(WorkProgress value) => reporter.Progress?.Report(value);
}

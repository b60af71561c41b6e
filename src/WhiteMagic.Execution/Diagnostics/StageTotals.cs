using WhiteMagic.Execution.Pipelines;

namespace WhiteMagic.Execution.Diagnostics;

/// <summary>Adds up what stages of one name have done.</summary>
internal readonly record struct StageTotals(long Succeeded, long Failed, long Cancelled, long Skipped, TimeSpan BusyTime)
{
    public StageTotals Add(StageStatistics more) =>
        new(Succeeded + more.Out, Failed + more.Failed, Cancelled + more.Cancelled, Skipped + more.Skipped, BusyTime + more.BusyTime);
}

using WhiteMagic.Execution.Jobs;

namespace WhiteMagic.Execution.Tests.Jobs;

internal static class SchedulerRuns
{
    public static Task<JobReport> RunToEndAsync(this JobScheduler scheduler, JobGraph graph) =>
        scheduler.RunAsync(graph, null, TestContext.Current.CancellationToken);
}

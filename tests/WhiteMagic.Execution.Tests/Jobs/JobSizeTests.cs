using WhiteMagic.Execution.Jobs;
using static WhiteMagic.Execution.Tests.Jobs.JobCases;

namespace WhiteMagic.Execution.Tests.Jobs;

// Alone in its class, so that it runs beside the others.
public sealed class JobSizeTests
{
    [Fact]
    public async Task AGraph_OfAMillionIndependentJobs_Runs()
    {
        const int Count = 1_000_000;
        int ran = 0;
        Func<JobContext, CancellationToken, Task> work = (_, _) =>
        {
            ran++;
            return Task.CompletedTask;
        };

        JobReport report = await Scheduler(2).RunAsync(
            new JobGraph(Enumerable.Range(0, Count).Select(i => new Job { Id = new JobId(Name(i)), Work = work })),
            null,
            TestContext.Current.CancellationToken);

        Assert.Equal(Count, ran);
        Assert.True(report.IsSuccess);
    }
}

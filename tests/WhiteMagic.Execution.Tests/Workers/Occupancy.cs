using WhiteMagic.Execution.Jobs;

namespace WhiteMagic.Execution.Tests.Workers;

/// <summary>Counts the jobs that really are at work at once, and sees on which threads they are.</summary>
internal sealed class Occupancy
{
    private readonly Lock _gate = new();
    private int _running;

    public int Ran { get; private set; }

    public int Most { get; private set; }

    public bool HasUsedSharedThreads { get; private set; }

    public Job Job(string id) => new() { Id = new JobId(id), Work = WorkAsync };

    /// <summary>A graph of jobs that each run many graphs of five jobs at once.</summary>
    public JobGraph Nested(JobScheduler scheduler, int jobs, int graphs)
    {
        JobGraph inner = new(Enumerable.Range(0, 5).Select(number => Job($"{number}")));
        return new JobGraph(Enumerable.Range(0, jobs).Select(number => new Job
        {
            Id = new JobId($"{number}"),
            Work = async (_, token) =>
            {
                JobReport[] reports = await Task.WhenAll(Enumerable.Range(0, graphs).Select(_ => scheduler.RunAsync(inner, null, token)));
                Assert.All(reports, static report => Assert.True(report.IsSuccess));
            },
        }));
    }

    private async Task WorkAsync(JobContext context, CancellationToken token)
    {
        Enter();
        await Task.Yield();
        lock (_gate)
        {
            _running--;
            Ran++;
            HasUsedSharedThreads |= Thread.CurrentThread.IsThreadPoolThread;
        }
    }

    private void Enter()
    {
        lock (_gate)
        {
            Most = Math.Max(Most, ++_running);
            HasUsedSharedThreads |= Thread.CurrentThread.IsThreadPoolThread;
        }
    }
}

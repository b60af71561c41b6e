using WhiteMagic.Execution.Jobs;
using static WhiteMagic.Execution.Tests.Jobs.JobCases;

namespace WhiteMagic.Execution.Tests.Jobs;

public sealed class JobOrderTests
{
    [Fact]
    public async Task Run_WithOneWorker_StartsByPriorityAndThenByTheLongestRemainingPath()
    {
        string[] order = await OrderAsync(
            Job("low") with { Priority = JobPriority.Low },
            Seconds("short", 1),
            Seconds("head", 1),
            Seconds("middling", 5),
            Seconds("tail", 10, "head"),
            Job("critical") with { Priority = JobPriority.Critical });

        Assert.Equal(["critical", "head", "tail", "middling", "short", "low"], order);
    }

    [Fact]
    public async Task Run_OfEqualJobs_KeepsTheOrderOfTheGraph()
    {
        string[] names = [.. Enumerable.Range(0, 100).Select(Name)];

        Assert.Equal(names, await OrderAsync([.. names.Select(static name => Job(name))]));
    }

    [Fact]
    public async Task Run_OfManyUrgentJobs_StarvesNoClass()
    {
        Job[] jobs =
        [
            Job("high") with { Priority = JobPriority.High },
            Job("normal"),
            Job("low") with { Priority = JobPriority.Low },
            Job("background") with { Priority = JobPriority.Background },
            .. Enumerable.Range(0, 1_000).Select(static i => Job(Name(i)) with { Priority = JobPriority.Critical }),
        ];

        string[] order = await OrderAsync(jobs);

        Assert.All(["high", "normal", "low", "background"], name => Assert.InRange(Array.IndexOf(order, name), 32, 36));
    }

    [Fact]
    public async Task Run_WithAnImminentDeadline_PutsItAndWhatLeadsToItFirst()
    {
        string[] order = await OrderAsync(
            Seconds("critical", 60) with { Priority = JobPriority.Critical },
            Seconds("first", 10) with { Priority = JobPriority.Low },
            Seconds("due", 10, "first") with { Priority = JobPriority.Background, Deadline = ManualTime.Begin.AddSeconds(70) },
            Seconds("no hurry", 1) with { Deadline = ManualTime.Begin.AddDays(1) });

        Assert.Equal(["first", "due", "critical", "no hurry"], order);
    }

    [Fact]
    public async Task Run_WithADeadlineFurtherOffThanTheLongestEstimate_GoesByPriority()
    {
        string[] order = await OrderAsync(
            Seconds("no hurry", 1) with { Priority = JobPriority.Low, Deadline = ManualTime.Begin.AddSeconds(62) },
            Seconds("critical", 60) with { Priority = JobPriority.Critical, Deadline = ManualTime.Begin.AddHours(1) });

        Assert.Equal(["critical", "no hurry"], order);
    }

    [Fact]
    public async Task Run_Dispatches_AsSoonAsTheDependenciesOfAJobAreDone()
    {
        var slow = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        var graph = new JobGraph(
        [
            Job("slow", (_, _) => slow.Task),
            Job("quick"),
            Job("after quick", (_, _) => { reached.SetResult(); return Task.CompletedTask; }, "quick"),
        ]);

        Task<JobReport> run = Scheduler(2).RunToEndAsync(graph);

        await reached.Task;
        Assert.False(run.IsCompleted);
        slow.SetResult();
        Assert.True((await run).IsSuccess);
    }

    private static Job Seconds(string id, int seconds, params string[] after) =>
        Job(id, after) with { EstimatedDuration = TimeSpan.FromSeconds(seconds) };

    private static async Task<string[]> OrderAsync(params Job[] jobs)
    {
        var order = new List<string>();
        var graph = new JobGraph(jobs.Select(job => job with
        {
            Work = (context, _) =>
            {
                order.Add(context.Job.Id.Value);
                return Task.CompletedTask;
            },
        }));

        JobReport report = await Scheduler(1).RunAsync(graph);

        Assert.True(report.IsSuccess);
        return [.. order];
    }
}

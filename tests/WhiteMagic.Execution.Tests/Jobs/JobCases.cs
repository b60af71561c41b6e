using System.Globalization;
using WhiteMagic.Execution.Jobs;

namespace WhiteMagic.Execution.Tests.Jobs;

/// <summary>Makes the jobs and graphs of these tests.</summary>
internal static class JobCases
{
    public static Job Job(string id, params string[] after) => Job(id, static (_, _) => Task.CompletedTask, after);

    public static Job Job(string id, Func<JobContext, CancellationToken, Task> work, params string[] after) => new()
    {
        Id = new JobId(id),
        Work = work,
        Dependencies = [.. after.Select(static name => new JobId(name))],
    };

    public static JobScheduler Scheduler(int workers = 4, TimeProvider? time = null) => On(new InlinePool(workers), time);

    public static JobScheduler On(InlinePool pool, TimeProvider? time = null) => new(_ => pool, time ?? new ManualTime());

    public static JobOutcome Of(this JobReport report, string id) => report.Outcomes.Single(outcome => outcome.Id.Value == id);

    public static string[] Names(this IEnumerable<JobId> ids) => [.. ids.Select(static id => id.Value)];

    public static string Name(int index) => index.ToString(CultureInfo.InvariantCulture);

    /// <summary>Waits as long as the token is not cancelled.</summary>
    public static Task UntilStopped(JobContext context, CancellationToken token) => Task.Delay(Timeout.InfiniteTimeSpan, token);

    /// <summary>The jobs that depend on one, directly or not.</summary>
    public static HashSet<JobId> Descendants(JobGraph graph, IEnumerable<JobId> roots)
    {
        HashSet<JobId> found = [.. roots];
        HashSet<JobId> first = [.. found];
        bool isGrowing = true;
        while (isGrowing)
        {
            isGrowing = false;
            foreach (Job job in graph.Jobs)
            {
                isGrowing |= job.Dependencies.Any(found.Contains) && found.Add(job.Id);
            }
        }

        found.ExceptWith(first);
        return found;
    }
}

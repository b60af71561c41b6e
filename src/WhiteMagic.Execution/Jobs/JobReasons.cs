using System.Globalization;

namespace WhiteMagic.Execution.Jobs;

/// <summary>Words why jobs ended as they did.</summary>
internal static class JobReasons
{
    public const string Succeeded = "Its work ended without an error.";
    public const string RunCancelled = "The run was cancelled.";
    public const string JobCancelled = "The job was cancelled by its id.";

    public static string Late(long ticks) => $"Its work ended without an error, {Span(ticks)} after its deadline.";

    public static string Failed(int attempt, int most, Exception error) =>
        $"Attempt {Number(attempt)} of {Number(most)} failed with {error.GetType().Name}: {error.Message}";

    public static string TimedOut(int attempt, int most, TimeSpan? timeout) =>
        $"Attempt {Number(attempt)} of {Number(most)} was still running after its timeout of {timeout}.";

    public static string CancelledItself(Exception error) => $"Its work cancelled itself: {error.Message}";

    public static string NotHeeded(string reason, TimeSpan grace) => $"{reason} Its work had not stopped {grace} later and was left behind.";

    public static string MissedDeadline(Job job) =>
        $"It could no longer end before its deadline {Time(job)} with an estimated duration of {job.EstimatedDuration ?? TimeSpan.Zero}.";

    public static string Hopeless(Job job) =>
        $"Its deadline {Time(job)} could not be met when the run began: it and the jobs before it are estimated to take longer.";

    public static string Unaffordable(Job job, long left, long? budget) =>
        $"Its estimate of {Number(job.EstimatedTokens)} tokens did not fit: {Number(left)} of the budget of {Number(budget ?? 0)} were left.";

    public static string DependsOn(Job cause, JobState state) =>
        $"It depends on '{cause.Id}', which {state switch
        {
            JobState.Failed => "failed",
            JobState.TimedOut => "timed out",
            JobState.Cancelled => "was cancelled",
            JobState.MissedDeadline => "could not make its deadline",
            _ => "was skipped because the budget did not reach",
        }}.";

    public static string StoppedBy(Job cause) => $"The run stopped because '{cause.Id}' did not succeed.";

    public static string PoolRefused(Job job, Exception error) =>
        $"The pool for {job.Workload} work cannot be used: {error.GetType().Name}: {error.Message}";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Span(long ticks) => TimeSpan.FromTicks(ticks).ToString("c", CultureInfo.InvariantCulture);

    private static string Time(Job job) => job.Deadline?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}

using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Jobs;

/// <summary>Checks jobs one by one and gives each its place.</summary>
internal static class JobRules
{
    private const long MostTokens = 1_000_000_000_000;
    private static readonly TimeSpan LongestEstimate = TimeSpan.FromDays(10_000);

    public static Dictionary<string, int> Index(Job[] jobs)
    {
        var index = new Dictionary<string, int>(jobs.Length, StringComparer.Ordinal);
        for (int i = 0; i < jobs.Length; i++)
        {
            Check(jobs[i], i);
            if (!index.TryAdd(jobs[i].Id.Value, i))
            {
                throw new JobGraphException(
                    JobGraphFault.DuplicateId,
                    $"Two jobs are called '{jobs[i].Id}', at positions {index[jobs[i].Id.Value]} and {i}; give each an id of its own.",
                    jobs[i].Id);
            }
        }

        return index;
    }

    private static void Check(Job? job, int position)
    {
        string? missing = job switch
        {
            null => "is null",
            { Id.Value.Length: 0 } => "has no id",
            { Work: null } => "has no work",
            { Dependencies: null } => "has null for its dependencies; give an empty list where there are none",
            { Retry: null } => "has null for its retry policy; give JobRetryPolicy.None",
            _ => null,
        };
        if (missing is not null)
        {
            throw new JobGraphException(
                JobGraphFault.IncompleteJob, $"The job at position {position} ('{job?.Id}') {missing}.", job?.Id ?? default);
        }

        CheckEstimates(job!);
        CheckSettings(job!);
        CheckRetry(job!);
    }

    private static void CheckEstimates(Job job)
    {
        if (job.EstimatedDuration is { } duration && (duration < TimeSpan.Zero || duration > LongestEstimate))
        {
            throw new JobGraphException(
                JobGraphFault.InvalidEstimate,
                $"Job '{job.Id}': the estimated duration {duration} is out of range; give zero to 10,000 days, or null where it is unknown.",
                job.Id);
        }

        if (job.EstimatedTokens is < 0 or > MostTokens)
        {
            throw new JobGraphException(
                JobGraphFault.InvalidEstimate,
                $"Job '{job.Id}': the estimate of {job.EstimatedTokens} tokens is out of range; give 0 to {MostTokens}.",
                job.Id);
        }
    }

    private static void CheckSettings(Job job)
    {
        Require(job, job.Priority is >= JobPriority.Critical and <= JobPriority.Background,
            $"the priority {(int)job.Priority} is unknown; give 0 (Critical) to 4 (Background)");
        Require(job, job.Workload is >= WorkloadKind.Io and <= WorkloadKind.Database,
            $"the workload {(int)job.Workload} is unknown; give one of WorkloadKind");
        Require(job, job.Timeout is not { } timeout || timeout > TimeSpan.Zero,
            $"the timeout {job.Timeout} is not above zero; give null for no limit");
    }

    private static void CheckRetry(Job job)
    {
        JobRetryPolicy retry = job.Retry;
        Require(job, retry.MaxAttempts >= 1, $"{retry.MaxAttempts} attempts are too few; give 1 or more");
        Require(job, retry.Delay >= TimeSpan.Zero, $"the retry delay {retry.Delay} is negative; give zero or more");
        Require(job, retry.MaxDelay >= TimeSpan.Zero, $"the longest retry delay {retry.MaxDelay} is negative; give zero or more");
        Require(job, double.IsFinite(retry.Backoff) && retry.Backoff >= 1,
            $"the retry backoff {retry.Backoff} is not a finite number of 1 or more");
    }

    private static void Require(Job job, bool condition, FormattableString fault)
    {
        if (!condition)
        {
            throw new JobGraphException(
                JobGraphFault.InvalidSetting, $"Job '{job.Id}': {FormattableString.Invariant(fault)}.", job.Id);
        }
    }
}

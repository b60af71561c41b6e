using WhiteMagic.Execution.Jobs;

namespace WhiteMagic.Execution.Tests.Jobs;

/// <summary>A job whose attempts end when a script says so, and what a run has told of it.</summary>
internal sealed class ScriptedJob
{
    private readonly HashSet<int> _reported = [];
    private readonly bool _reports;
    private readonly bool _fails;
    private readonly bool _heeds;
    private readonly int _quarters;
    private TaskCompletionSource _gate = new();

    public ScriptedJob(Job job, Random random)
    {
        (_reports, _fails, _heeds, _quarters) = (random.Next(2) == 0, random.Next(5) == 0, random.Next(3) > 0, random.Next(5));
        Description = job with
        {
            EstimatedTokens = random.Next(5) == 0 ? 0 : random.Next(1, 80),
            Deadline = random.Next(3) == 0 ? ManualTime.Begin.AddSeconds(random.Next(40)) : null,
            Timeout = random.Next(4) == 0 ? TimeSpan.FromSeconds(random.Next(1, 20)) : null,
            Retry = new JobRetryPolicy { MaxAttempts = 1 + random.Next(3), Delay = TimeSpan.FromSeconds(random.Next(3)), RetryTimeouts = random.Next(2) == 0 },
            Work = WorkAsync,
        };
    }

    public Job Description { get; }

    /// <summary>How it has ended; null until it has.</summary>
    public JobState? State { get; private set; }

    public bool IsRunning { get; private set; }

    /// <summary>When the next attempt may begin.</summary>
    public TimeSpan ReadyAt { get; private set; }

    public int Attempts { get; private set; }

    public bool HasOverlapped { get; private set; }

    /// <summary>Whether an attempt has not returned, though the run may have gone on without it.</summary>
    public bool IsAtWork { get; private set; }

    /// <summary>What the attempts that are over have used.</summary>
    public long Spent { get; private set; }

    /// <summary>What counts against the budget: what was used, and the estimate of an attempt that runs.</summary>
    public long Charged => Spent + (IsRunning ? Description.EstimatedTokens : 0);

    public void EndAttempt() => _gate.TrySetResult();

    public override string ToString() => $"{Description.Id}: attempt {Attempts}, runs: {IsRunning}, at work: {IsAtWork}, ready at {ReadyAt}.";

    public void Note(JobEvent happening)
    {
        if (IsRunning && happening.Kind != JobEventKind.Started)
        {
            Spent += _reported.Contains(Attempts) ? Used : Description.EstimatedTokens;
        }

        IsRunning = happening.Kind == JobEventKind.Started;
        Attempts = happening.Attempt;
        State = happening.State;
        ReadyAt = happening.Kind == JobEventKind.Retrying ? happening.At + Description.Retry.PauseAfter(Attempts) : ReadyAt;
    }

    private long Used => Description.EstimatedTokens * _quarters / 4;

    private async Task WorkAsync(JobContext context, CancellationToken token)
    {
        HasOverlapped |= IsAtWork;
        (_gate, IsAtWork) = (new TaskCompletionSource(), true);
        await _gate.Task;
        IsAtWork = false;
        if (_heeds)
        {
            token.ThrowIfCancellationRequested();
        }

        if (_reports)
        {
            context.ReportTokens(Used);
            _reported.Add(context.Attempt);
        }

        if (_fails)
        {
            throw new InvalidDataException("broken");
        }
    }
}

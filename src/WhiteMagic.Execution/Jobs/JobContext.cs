namespace WhiteMagic.Execution.Jobs;

/// <summary>Is what the work of a job sees of its run; one for each attempt.</summary>
public sealed class JobContext
{
    private readonly JobRunCore _run;

    internal JobContext(JobRunCore run, Job job, int index, int attempt)
    {
        _run = run;
        Job = job;
        Index = index;
        Attempt = attempt;
    }

    /// <summary>The job.</summary>
    public Job Job { get; }

    /// <summary>The number of the attempt, from 1.</summary>
    public int Attempt { get; }

    /// <summary>What the job gives to those that depend on it and to the report; kept if this attempt succeeds.</summary>
    public object? Result { get; set; }

    internal int Index { get; }

    internal CancellationTokenSource Stop { get; } = new();

    /// <summary>Adds to the tokens that this attempt has really used, which then stand in for its estimate.</summary>
    /// <param name="tokens">How many more, 0 or more. Reports of an attempt that has ended are ignored.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public void ReportTokens(long tokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        _run.ReportTokens(this, tokens);
    }

    /// <summary>Gives the result of a job that has succeeded, as those that this one depends on have.</summary>
    /// <exception cref="InvalidOperationException">The graph has no such job, or it has not succeeded.</exception>
    public object? ResultOf(JobId id) => _run.ResultOf(Job.Id, id);
}

using System.Diagnostics;
using WhiteMagic.Execution.Jobs;

namespace WhiteMagic.Execution.Diagnostics;

/// <summary>Tells listeners of one run: a span for the run and one for each job, and what is measured of jobs.</summary>
/// <remarks>Nothing of a listener runs under the run's lock, and what it throws goes no further.</remarks>
internal sealed class JobTelemetry
{
    // Takes the place of the span of a job that has ended.
    private static readonly Activity Ended = new("ended");

    private readonly JobGraph _graph;
    private readonly Activity? _run;
    private readonly Activity?[] _spans;
    private List<int> _ended = [];
    private int _reporting;

    private JobTelemetry(JobGraph graph)
    {
        _graph = graph;
        Activity? before = Activity.Current;
        _run = Instruments.Source.StartActivity("job run");
        Activity.Current = before;
        _spans = _run is null ? [] : new Activity?[graph.Items.Length];
    }

    /// <summary>Whether jobs have ended that listeners have not heard of; the run's lock guards this.</summary>
    public bool HasNews => _ended.Count > 0;

    /// <summary>Whether listeners have heard of all that has ended; the run's lock guards this.</summary>
    public bool IsSettled => _ended.Count == 0 && _reporting == 0;

    /// <summary>Begins to tell of a run; null when nobody listens.</summary>
    public static JobTelemetry? Start(JobGraph graph)
    {
        bool isHeard = Instruments.Source.HasListeners() || Instruments.JobDuration.Enabled || Instruments.JobWait.Enabled
            || Instruments.JobTokens.Enabled || Instruments.JobsReady.Enabled || Instruments.JobsRunning.Enabled;
        return isHeard ? Guard(static graph => new JobTelemetry(graph), graph) : null;
    }

    /// <summary>Notes that a job has ended; the caller holds the run's lock.</summary>
    public void Note(int job) => _ended.Add(job);

    /// <summary>Makes a job's span the current one for its work, from its first attempt on.</summary>
    public void Enter(JobContext context)
    {
        if (_run is not null)
        {
            Guard(static at => at.Telemetry.EnterSpan(at.Job), (Telemetry: this, Job: context.Index));
        }
    }

    public void Leave()
    {
        if (_run is not null)
        {
            Activity.Current = null;
        }
    }

    /// <summary>Tells of all that has ended.</summary>
    public void Report(Lock gate, RunState state)
    {
        while (true)
        {
            List<int> ended;
            lock (gate)
            {
                if (_ended.Count == 0)
                {
                    return;
                }

                (ended, _ended) = (_ended, []);
                _reporting++;
            }

            foreach (int job in ended)
            {
                Guard(static at => at.Telemetry.Tell(at.Job, in at.State.Cells[at.Job]), (Telemetry: this, Job: job, State: state));
            }

            lock (gate)
            {
                _reporting--;
            }
        }
    }

    /// <summary>Ends the span of the run.</summary>
    public void Finish(JobRunCore run, JobReport report)
    {
        LiveRuns.Remove(run);
        Guard(static at => JobSpans.Finish(at.Run, at.Report), (Run: _run, Report: report));
    }

    private bool EnterSpan(int job)
    {
        if (_spans[job] is { } span)
        {
            Activity.Current = span;
            return true;
        }

        Activity? started = JobSpans.Start(_run!, _graph.Items[job]);
        if (Interlocked.CompareExchange(ref _spans[job], started, null) is not null)
        {
            // The run went on without the job before it had begun.
            started?.Stop();
        }

        return true;
    }

    private bool Tell(int job, in JobCell cell)
    {
        JobSpans.Measure(_graph.Items[job], in cell);
        if (_run is null)
        {
            return true;
        }

        Activity? before = Activity.Current;
        try
        {
            Activity? span = Interlocked.Exchange(ref _spans[job], Ended) ?? JobSpans.Start(_run, _graph.Items[job]);
            JobSpans.End(span, in cell);
        }
        finally
        {
            Activity.Current = before;
        }

        return true;
    }

    private static TResult? Guard<TArgument, TResult>(Func<TArgument, TResult> tell, TArgument argument)
    {
        try
        {
            return tell(argument);
        }
        catch (Exception)
        {
            // A listener's failure is no failure of the run.
            return default;
        }
    }
}

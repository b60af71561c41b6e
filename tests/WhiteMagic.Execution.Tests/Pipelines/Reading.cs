using WhiteMagic.Execution.Pipelines;

namespace WhiteMagic.Execution.Tests.Pipelines;

/// <summary>What a consumer saw of a run.</summary>
internal sealed record Reading(List<Expected> Outcomes, Exception? Error, PipelineReport Report)
{
    /// <summary>In milliseconds; only turns a hang into a failure.</summary>
    public const int Guard = 60_000;

    /// <summary>Reads a run to its end, or until it has so many outcomes.</summary>
    public static async Task<Reading> OfAsync(PipelineRun<long> run, int leaveAfter = int.MaxValue)
    {
        List<Expected> outcomes = [];
        Exception? error = null;
        try
        {
            await ReadAsync(run, outcomes, leaveAfter).WaitAsync(TimeSpan.FromMilliseconds(Guard), TestContext.Current.CancellationToken);
        }
        catch (Exception e) when (e is FormatException or OperationCanceledException)
        {
            error = e;
        }

        return new(outcomes, error, run.Report);
    }

    /// <summary>The outcomes in an order that does not depend on which were done first.</summary>
    public static IEnumerable<Expected> Sorted(IEnumerable<Expected> outcomes) =>
        outcomes.OrderBy(o => o.Position).ThenBy(o => o.Value).ThenBy(o => o.Stage, StringComparer.Ordinal);

    private static async Task ReadAsync(PipelineRun<long> run, List<Expected> outcomes, int leaveAfter)
    {
        await foreach (var outcome in run)
        {
            outcomes.Add(Expected.Of(outcome));
            if (outcomes.Count >= leaveAfter)
            {
                break;
            }
        }
    }
}

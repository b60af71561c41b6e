
namespace WhiteMagic.Execution.Tests.Pipelines;

/// <summary>Checks that what a run counted fits what came out, for a run whose outcomes were all read.</summary>
internal static class Statistics
{
    public static void AssertAddUp(Trial trial, Reading reading)
    {
        var report = reading.Report;
        var arriving = report.Taken;
        Assert.Equal(trial.Stages.Length, report.Stages.Count);
        foreach (var (stage, spec) in report.Stages.Zip(trial.Stages))
        {
            Assert.Equal(arriving, stage.In);
            if (!spec.IsSplit)
            {
                Assert.Equal(stage.In, stage.Out + stage.Failed + stage.Cancelled + stage.Skipped);
            }

            Assert.True(stage.BusyTime >= TimeSpan.Zero && stage.BusyTime <= report.Duration * spec.MaxParallel);
            Assert.True(stage.InputWaitTime >= TimeSpan.Zero && stage.OutputWaitTime >= TimeSpan.Zero);
            arriving = stage.Out;
        }

        int Count(OutcomeStatus status) => reading.Outcomes.Count(o => o.Status == status);
        Assert.Equal((arriving, arriving), (report.Succeeded, Count(OutcomeStatus.Succeeded)));
        AssertSame(report.Failed, Count(OutcomeStatus.Failed), report.Stages.Sum(s => s.Failed));
        AssertSame(report.Cancelled, Count(OutcomeStatus.Cancelled), report.Stages.Sum(s => s.Cancelled));
        AssertSame(report.Skipped, Count(OutcomeStatus.Skipped), report.Stages.Sum(s => s.Skipped));
    }

    private static void AssertSame(long told, long seen, long summed) => Assert.Equal((seen, seen), (told, summed));
}

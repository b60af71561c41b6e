using CsCheck;
using WhiteMagic.Execution.Pipelines;

namespace WhiteMagic.Execution.Tests.Pipelines;

public sealed class PipelineEquivalenceTests
{
    [Fact]
    public Task Run_OfAnyStages_GivesWhatALoopGives() => Trial.Any.SampleAsync(
        async trial =>
        {
            var probe = new Probe();

            var reading = await Reading.OfAsync(trial.Start(probe));

            var expected = trial.Sequentially(trial.Count);
            Assert.Null(reading.Error);
            AssertSame(trial, expected, reading.Outcomes);
            Assert.Equal(PipelineEnd.Completed, reading.Report.End);
            Assert.Equal(trial.Count, reading.Report.Taken);
            Assert.True(probe.IsSourceDisposed);
            Statistics.AssertAddUp(trial, reading);
        },
        iter: 600);

    [Fact]
    public Task Run_OfASourceThatThrows_GivesTheItemsBeforeAndThenTheError() => Trial.Any.SampleAsync(
        async trial =>
        {
            var probe = new Probe();
            var throwAt = trial.Count == 0 ? -1 : trial.Act % trial.Count;

            var reading = await Reading.OfAsync(trial.Start(probe, throwAt));

            AssertSame(trial, trial.Sequentially(Math.Max(0, throwAt)), reading.Outcomes);
            Assert.Equal(throwAt < 0 ? PipelineEnd.Completed : PipelineEnd.SourceFailed, reading.Report.End);
            Assert.Same(reading.Error, reading.Report.Error);
            Assert.Equal(throwAt >= 0, reading.Error is FormatException { Message: "source" });
            Assert.True(probe.IsSourceDisposed);
        },
        iter: 200);

    private static void AssertSame(Trial trial, List<Expected> expected, List<Expected> actual)
    {
        if (trial.Options.Order == OutcomeOrder.Source)
        {
            Assert.Equal(expected, actual);
        }
        else
        {
            Assert.Equal(Reading.Sorted(expected), Reading.Sorted(actual));
        }
    }
}

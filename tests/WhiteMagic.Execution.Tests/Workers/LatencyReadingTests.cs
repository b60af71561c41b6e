using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Workers;

public sealed class LatencyReadingTests
{
    [Theory]
    [InlineData(20, 20, 1)]
    [InlineData(19, 21, 1)]
    [InlineData(14, 26, 3)]
    [InlineData(12, 60, 10)]
    public void Add_TheWiderTheSpread_TheMoreSamplesItTakesToBeSure(int lower, int upper, int expected)
    {
        LatencyReading reading = new();

        int samples = 0;
        while (!reading.IsSure)
        {
            samples++;
            Add(reading, Sample(10, 20) with { LowerQuartile = TimeSpan.FromMilliseconds(lower), UpperQuartile = TimeSpan.FromMilliseconds(upper) });
        }

        Assert.Equal(expected, samples);
        Assert.Equal(0.020, reading.Latency, 6);
        Assert.Equal(100, reading.Rate, 6);
    }

    [Fact]
    public void Add_CallsThatBeganUnderAnotherLimit_AreNotTaken()
    {
        LatencyReading reading = new();

        Add(reading, Sample(50, 200));
        Add(reading, Sample(50, 200));
        bool before = reading.IsEmpty;
        Add(reading, Sample(50, 200));

        Assert.True(before);
        Assert.False(reading.IsEmpty);
    }

    [Fact]
    public void Latency_SamplesThatDiffer_IsTheMedianOfTheirCalls()
    {
        LatencyReading reading = new();

        Add(reading, Sample(10, 30));
        Add(reading, Sample(40, 20));
        Add(reading, Sample(20, 50));

        Assert.Equal(0.020, reading.Latency, 6);
        Assert.False(reading.IsCertain);
    }

    [Theory]
    [InlineData(16, 0.040, 400, 8, 0.020, 400, true)]
    [InlineData(16, 0.040, 400, 6, 0.020, 300, false)]
    [InlineData(8, 0.020, 400, 4, 0.020, 200, false)]
    [InlineData(64, 0.160, 400, 16, 0.040, 400, true)]
    public void HasQueuedLike_FewerWorkers_TellsWhetherTheyGotAsMuchDoneInLessTime(
        int more, double longer, double rate, int fewer, double latency, double fewerRate, bool expected)
    {
        ServiceState state = new(fewer, latency, fewerRate);

        Assert.Equal(expected, state.HasQueuedLike(new ServiceState(more, longer, rate)));
    }

    private static void Add(LatencyReading reading, ConcurrencySample sample)
    {
        reading.Hold(sample.Span);
        reading.Add(sample);
    }

    private static ConcurrencySample Sample(int ended, int milliseconds) => new()
    {
        Span = TimeSpan.FromMilliseconds(100),
        Limit = 10,
        Peak = 10,
        Ended = ended,
        Latency = TimeSpan.FromMilliseconds(milliseconds),
    };
}

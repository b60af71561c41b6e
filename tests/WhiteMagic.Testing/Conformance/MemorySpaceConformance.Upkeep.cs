using WhiteMagic.Diagnostics;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Spaces;
using Xunit;

namespace WhiteMagic.Testing.Conformance;

public abstract partial class MemorySpaceConformance
{
    [Fact]
    public async Task Metrics_AreSummedUpByCategoryAndName()
    {
        IMemorySpace space = await OpenAsync();
        int[] counts = [await TrackAsync(space, "b", "time", 3), await TrackAsync(space, "b", "time", -1), await TrackAsync(space, "a", "time", 0.5)];
        await TrackAsync(space, "b", "caf\u00E9", 1);
        await TrackAsync(space, "b", "cafe\u0301", 2);

        MetricsReport all = await space.SummarizeMetricsAsync([], Cancel);
        MetricsReport one = await space.SummarizeMetricsAsync(["a"], Cancel);
        MetricsReport none = await space.SummarizeMetricsAsync(["never"], Cancel);

        Assert.Equal([1, 2, 1], counts);
        Assert.Equal([("a", "time"), ("b", "cafe\u0301"), ("b", "caf\u00E9"), ("b", "time")], all.Metrics.Select(static metric => (metric.Category, metric.Metric)));
        MetricSummary time = all.Metrics[^1];
        Assert.Equal((2, -1d, 1d, -1d, 3d), (time.Count, time.Latest, time.Average, time.Min, time.Max));
        Assert.Equal(Start.AddSeconds(1), time.LatestAt);
        Assert.Equal("a", Assert.Single(one.Metrics).Category);
        Assert.Empty(none.Metrics);
    }

    [Fact]
    public async Task Metrics_OfTheGreatestValues_HaveAMeanThatIsANumber()
    {
        IMemorySpace space = await OpenAsync();
        await TrackAsync(space, "a", "m", double.MaxValue);
        await TrackAsync(space, "a", "m", double.MinValue);

        Assert.Equal(0, Assert.Single((await space.SummarizeMetricsAsync([], Cancel)).Metrics).Average);
    }

    [Fact]
    public async Task ExportMetrics_GivesEveryValueOldestFirst()
    {
        IMemorySpace space = await OpenAsync();
        for (int i = 0; i < 5; i++)
        {
            await TrackAsync(space, i % 2 == 0 ? "even" : "odd", "n", i);
        }

        double[] all = await space.ExportMetricsAsync([], Cancel).Select(static sample => sample.Value).ToArrayAsync(Cancel);
        MetricSample[] odd = await space.ExportMetricsAsync(["odd"], Cancel).ToArrayAsync(Cancel);

        Assert.Equal([0, 2, 4, 1, 3], all);
        Assert.Equal([(1d, "on: \"this\"", Start.AddSeconds(1)), (3d, "on: \"this\"", Start.AddSeconds(3))], odd.Select(static sample => (sample.Value, sample.Context!, sample.Timestamp)));
    }

    [Fact]
    public async Task TrackMetric_OfWhatIsNotAllowed_NamesTheField()
    {
        IMemorySpace space = await OpenAsync();
        var good = new MetricSample { Category = "c", Metric = "m", Value = 1 };
        (string Field, MetricSample Sample)[] bad =
        [
            ("category", good with { Category = "" }),
            ("category", good with { Category = "Upper" }),
            ("category", good with { Category = "../x" }),
            ("category", good with { Category = "con" }),
            ("metric", good with { Metric = " " }),
            ("metric", good with { Metric = "a\nb" }),
            ("value", good with { Value = double.NaN }),
            ("value", good with { Value = double.PositiveInfinity }),
            ("context", good with { Context = new string('x', 201) }),
        ];

        foreach ((string field, MetricSample sample) in bad)
        {
            Assert.Equal(field, await FieldOfAsync(() => space.TrackMetricAsync(sample, Cancel)));
        }

        Assert.Equal("categories", await FieldOfAsync(() => space.SummarizeMetricsAsync(["a/b"], Cancel)));
        Assert.Empty((await space.SummarizeMetricsAsync([], Cancel)).Metrics);
    }

    [Fact]
    public async Task Stats_CountWhatTheSpaceHolds()
    {
        IMemorySpace space = await OpenAsync();
        SpaceStats empty = await space.GetStatsAsync(Cancel);
        MemoryId a = await AddAsync(space, "A", "links to [[B]] and [[Nowhere|there]]", "red", "big");
        await AddLongAsync(space, "B", "x", "red");
        await space.DeleteAsync(await AddAsync(space, "C"), permanent: false, Cancel);

        SpaceStats stats = await space.GetStatsAsync(Cancel);

        Assert.Equal((0, 0L), (empty.TotalMemories, empty.Bytes));
        Assert.Equal((3, 1, 1, 1), (stats.TotalMemories, stats.ShortTerm, stats.LongTerm, stats.Archived));
        Assert.Equal((2, 2, 0), (stats.UniqueTags, stats.Relations, stats.Problems));
        Assert.Equal(space.Name.Value, stats.Space);
        Assert.Equal("red", stats.TopTags[0].Tag);
        Assert.True(stats.Bytes > (await ReadAsync(space, a)).Content.Length);
    }

    [Fact]
    public async Task Check_OfASoundSpace_NamesOnlyLinksThatPointNowhere()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId a = await AddAsync(space, "A", "[[b]] [[20261123_101500_b]] [[Nowhere]]");
        MemoryId b = await AddAsync(space, "B");
        MemoryId c = await AddAsync(space, "C");
        await space.RelateAsync(new RelationDraft { Source = b, Target = c }, Cancel);
        await space.DeleteAsync(c, permanent: true, Cancel);

        HealthReport report = await space.CheckAsync(Cancel);

        Assert.True(report.Healthy);
        Assert.Equal((2, "ok"), (report.Indexed, report.Index));
        Assert.Equal([$"{a} -> Nowhere", $"{b} -> {c}"], report.DanglingRelations);
        Assert.Empty(report.Problems);
        Assert.Empty(report.DuplicateIds);
    }

    [Fact]
    public async Task Reindex_ChangesNoAnswer()
    {
        IMemorySpace space = await OpenAsync();
        await FillAsync(space);
        await AddAsync(space, "needle", "the needle [[Alpha]]", "red");
        var progress = new List<WorkProgress>();

        object[] before = await AnswersAsync(space);
        ReindexReport report = await space.ReindexAsync(new Recorder(progress), Cancel);
        object[] after = await AnswersAsync(space);

        Assert.Equal((OddTitles.Length + 1, 0), (report.Memories, report.Problems));
        Assert.Equal(report.Memories, progress[^1].Done);
        Assert.Equivalent(before, after, strict: true);
    }

    [Fact]
    public async Task Export_GivesEveryMemoryWholeInTheOrderOfCreation()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId first = await AddAsync(space, "z first", "Body\n", "t");
        Time.Advance(TimeSpan.FromSeconds(1));
        MemoryId second = await AddLongAsync(space, "a second");
        await space.DeleteAsync(second, permanent: false, Cancel);

        MemoryEntry[] all = await space.ExportAsync(includeArchived: true, Cancel).ToArrayAsync(Cancel);
        MemoryEntry[] active = await space.ExportAsync(includeArchived: false, Cancel).ToArrayAsync(Cancel);

        Assert.Equal([first, second], all.Select(static entry => entry.Id));
        Assert.Equal(("z first", "Body\n"), (all[0].Title, all[0].Content));
        Assert.Equal((MemoryKind.LongTerm, MemoryStatus.Archived), (all[1].Kind, all[1].Status));
        Assert.Equal([first], active.Select(static entry => entry.Id));
    }

    private static async Task<object[]> AnswersAsync(IMemorySpace space) =>
    [
        await SearchAsync(space, "needle text"),
        await space.SearchAsync(new MemoryQuery { Query = "alpha", IncludeArchived = true }, Cancel),
        await space.ListAsync(new ListQuery { SortBy = MemorySort.Accessed, IncludeArchived = true }, Cancel),
        await space.ListTagsAsync(includeArchived: true, Cancel),
        await space.GetStatsAsync(Cancel),
        await space.CheckAsync(Cancel),
    ];

    private async Task<int> TrackAsync(IMemorySpace space, string category, string metric, double value)
    {
        var sample = new MetricSample { Category = category, Metric = metric, Value = value, Context = "on: \"this\"" };
        MetricReceipt receipt = await space.TrackMetricAsync(sample, Cancel);
        Assert.Equal((category, metric), (receipt.Category, receipt.Metric));
        Time.Advance(TimeSpan.FromSeconds(1));
        return receipt.Count;
    }

    private sealed class Recorder(List<WorkProgress> seen) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => seen.Add(value);
    }
}

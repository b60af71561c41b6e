using WhiteMagic.Bench.Baselines;
using WhiteMagic.Bench.Reports;
using WhiteMagic.Execution.Pipelines;

namespace WhiteMagic.Bench.Areas.Engine;

/// <summary>Three stages that do nothing: what handing an item on costs, and what a long run keeps in memory.</summary>
internal sealed class PipelinesArea : IArea
{
    private const int Items = 200_000;

    // From the source to the first stage, between the three, and from the last one to the consumer.
    private const int HandOffs = 4;

    public string Name => "engine-pipelines";

    public string Summary => "three stages that do nothing";

    public IReadOnlyList<Measure> Run(Workplace workplace) => [.. Times(), .. Memory()];

    private static IEnumerable<Measure> Times()
    {
        var times = Race.Run(
            9,
            warmUp: 2,
            () => PerHandOff(Items, () => Pass(Items, new PipelineOptions { ChunkSize = 1 })),
            () => PerHandOff(Items, () => ThreeBlocks.Pass(Items)),
            () => PerHandOff(Items * 10, () => Pass(Items * 10, PipelineOptions.Default)));
        var dataflow = times[1].Median;
        yield return Measure.AtMost("a hand-off one by one, beside Dataflow", times[0].Median, "us", 0.25, dataflow);
        yield return Measure.AtMost("a hand-off in chunks, beside Dataflow", times[2].Median, "us", 0.05, dataflow);
    }

    private static IEnumerable<Measure> Memory()
    {
        var held = Race.Run(5, warmUp: 1, static () => Live(10_000), static () => Live(10_000_000));
        yield return Measure.RatioAtMost("most held in memory during 10 million items, beside 10 thousand", held[1].Median, "KB", 1.25, held[0].Median);
    }

    private static double PerHandOff(int items, Action pass) => Samples.Time(pass) * 1_000 / ((double)items * HandOffs);

    private static void Pass(int items, PipelineOptions options)
    {
        var count = Count(items, options).GetAwaiter().GetResult();
        if (count != items)
        {
            throw new InvalidOperationException($"{items} items went in and {count} came out.");
        }
    }

    private static async Task<int> Count(int items, PipelineOptions options)
    {
        var count = 0;
        await foreach (var outcome in Three<int>().Run(Enumerable.Range(0, items), options))
        {
            count += outcome.Position >= 0 ? 1 : 0;
        }

        return count;
    }

    // Each item is an object, so that one kept too long is seen.
    private static double Live(int items) => LiveAsync(items).GetAwaiter().GetResult();

    private static async Task<double> LiveAsync(int items)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (most, count) = (0L, 0);
        await foreach (var outcome in Three<object>().Run(Enumerable.Range(0, items).Select(static _ => new object())))
        {
            if (++count % (items / 50) == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        return most / 1024.0;
    }

    private static Pipeline<T, T> Three<T>() => Pipeline.Start<T>()
        .AddStage("first", static item => item)
        .AddStage("second", static item => item)
        .AddStage("third", static item => item);
}

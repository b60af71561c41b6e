using WhiteMagic.Bench.Baselines;
using WhiteMagic.Bench.Corpus;
using WhiteMagic.Bench.Reports;
using WhiteMagic.Execution.Files;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Bench.Areas.Engine;

/// <summary>Reading 10,000 small files at once: warm, cold, and from a disk that makes each wait.</summary>
internal sealed class FilesArea : IArea
{
    // What is called once or twice a pass is compiled anew after thirty calls, and again after thirty more.
    private const int WarmUp = 40;

    private const int WarmRounds = 15;
    private const int ColdRounds = 5;
    private const int SlowFiles = 64;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);

    public string Name => "engine-files";

    public string Summary => "10,000 files of 2 to 8 KB read at once";

    public IReadOnlyList<Measure> Run(Workplace workplace)
    {
        var store = Standard.NewStore(workplace);
        var paths = Directory.GetFiles(Path.Combine(store, "memory"), "*.md", SearchOption.AllDirectories);
        using var pool = new BenchPool(64, usesOwnThreads: true);
        var reader = new FileBatchReader(pool.Workers);
        return [.. Warm(workplace, paths, reader), .. Cold(paths, reader), .. Slow(paths[..SlowFiles], pool.Workers)];
    }

    private static IEnumerable<Measure> Warm(Workplace workplace, string[] paths, FileBatchReader reader)
    {
        using var keeping = CFileReader.Start(workplace, paths, threads: 2, keeps: true);
        using var scratch = CFileReader.Start(workplace, paths, threads: 2, keeps: false);
        var times = Race.Run(
            WarmRounds,
            WarmUp,
            keeping.Once,
            () => Samples.Time(() => CommonReading.Bytes(reader, paths)),
            scratch.Once,
            () => Samples.Time(() => CommonReading.Texts(reader, paths)),
            () => Samples.Time(() => CommonReading.ForEach(paths)));
        var (bytes, texts, common) = (times[1].Median, times[3].Median, times[4].Median);
        yield return Measure.RatioAtMost("warm, bytes, beside C that keeps them", bytes, "ms", 1.15, times[0].Median);
        yield return Measure.Noted("warm, bytes, beside C that overwrites them", bytes, "ms", times[2].Median);
        yield return Measure.TimesLess("warm, bytes, beside ForEachAsync(64) of texts", bytes, "ms", 6, common);
        yield return Measure.TimesLess("warm, texts, beside ForEachAsync(64) of texts", texts, "ms", 2, common);
    }

    private static IEnumerable<Measure> Cold(string[] paths, FileBatchReader reader)
    {
        PageCache.Sync();
        var times = Race.Run(
            ColdRounds,
            warmUp: 1,
            () => Evicted(paths, () => CommonReading.Bytes(reader, paths)),
            () => Evicted(paths, () => CommonReading.Sequentially(paths)));
        yield return Measure.TimesLess("cold, bytes, beside one after another", times[0].Median, "ms", 2.5, times[1].Median);
    }

    private static double Evicted(string[] paths, Action read)
    {
        PageCache.Evict(paths);
        return Samples.Time(read);
    }

    // One after another needs no median: it waits 64 times and does nothing else.
    private static IEnumerable<Measure> Slow(string[] paths, IWorkerPool workers)
    {
        using var slow = new DelayingReader(Latency);
        var reader = new FileBatchReader(workers, null, null, static () => new DelayingReader(Latency));
        var alone = Samples.Time(() => CommonReading.Sequentially(paths, slow));
        var together = Samples.Repeat(7, () => Samples.Time(() => CommonReading.Bytes(reader, paths))).Median;
        yield return Measure.TimesLess("64 files behind 100 ms each, beside one after another", together, "ms", 40, alone);
    }
}

using System.Globalization;
using WhiteMagic.Bench.Clients;

namespace WhiteMagic.Bench.Baselines;

/// <summary>What a bare C program reaches with the system calls that durable creation needs.</summary>
internal readonly record struct DurableWrites(double PerSecond, double Median, double P99)
{
    // What SQLite adds to its log for one create, counted with strace.
    private const int LogPages = 16;

    /// <summary>Measures the calls for the files alone.</summary>
    public static DurableWrites MeasureFiles(Workplace workplace, int count, int size, int writers) =>
        Measure(workplace, count, size, writers, 0);

    /// <summary>Measures all that a server must call: it is asked over a pipe and answers, takes a lock and writes a log.</summary>
    public static DurableWrites MeasureServer(Workplace workplace, int count, int size, int writers) =>
        Measure(workplace, count, size, writers, LogPages);

    private static DurableWrites Measure(Workplace workplace, int count, int size, int writers, int pages)
    {
        var folder = workplace.NewFolder("durable-write");
        var program = Path.Combine(folder, "durable_write");
        var source = Path.Combine(AppContext.BaseDirectory, "Baselines", "durable_write.c");
        Command.Run("cc", ["-O2", "-Wall", "-Werror", "-o", program, source]);
        var target = workplace.NewFolder("durable-write-files");
        string[] arguments =
        [
            target,
            count.ToString(CultureInfo.InvariantCulture),
            size.ToString(CultureInfo.InvariantCulture),
            writers.ToString(CultureInfo.InvariantCulture),
            pages.ToString(CultureInfo.InvariantCulture),
        ];
        var numbers = Command.Run(program, arguments).Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return new DurableWrites(numbers[0], numbers[1], numbers[2]);
    }
}

using System.Globalization;
using WhiteMagic.Bench.Clients;

namespace WhiteMagic.Bench.Baselines;

/// <summary>What a bare C program reaches with the system calls that durable creation needs.</summary>
internal readonly record struct DurableWrites(double PerSecond, double Median, double P99)
{
    public static DurableWrites Measure(Workplace workplace, int count, int size, int writers)
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
        ];
        var numbers = Command.Run(program, arguments).Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return new DurableWrites(numbers[0], numbers[1], numbers[2]);
    }
}

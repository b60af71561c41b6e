using System.Globalization;
using WhiteMagic.Bench.Clients;

namespace WhiteMagic.Bench.Baselines;

/// <summary>A bare C program that makes the system calls of durable creation, measured in turns with what it is compared with.</summary>
internal sealed class DurableWrites
{
    // What the index's log grows by for a memory, in hundredths of its file.
    private const int LoggedShare = 120;

    private readonly Workplace _workplace;
    private readonly string _program;
    private readonly int _size;
    private readonly int _logged;
    private readonly List<(int Files, double PerSecond, double Median, double P99)> _turns = [];

    private DurableWrites(Workplace workplace, int size, int logged)
    {
        (_workplace, _size, _logged) = (workplace, size, logged);
        _program = Path.Combine(workplace.NewFolder("durable-write"), "durable_write");
        Command.Run("cc", ["-O2", "-Wall", "-Werror", "-o", _program, Path.Combine(AppContext.BaseDirectory, "Baselines", "durable_write.c")]);
    }

    /// <summary>Files a second over all turns.</summary>
    public double PerSecond => _turns.Sum(static turn => turn.Files) / _turns.Sum(static turn => turn.Files / turn.PerSecond);

    /// <summary>The median of one creation in the middle turn, in milliseconds.</summary>
    public double Median => Middle(static turn => turn.Median);

    /// <summary>The 99th percentile of one creation in the middle turn, in milliseconds.</summary>
    public double P99 => Middle(static turn => turn.P99);

    /// <summary>The calls for the files alone.</summary>
    public static DurableWrites OfFiles(Workplace workplace, int size) => new(workplace, size, 0);

    /// <summary>All that a server must call: it is asked over a pipe and answers, takes a lock and appends to a log.</summary>
    public static DurableWrites OfServer(Workplace workplace, int size) => new(workplace, size, size * LoggedShare / 100);

    /// <summary>Runs once more.</summary>
    public void Run(int count, int writers)
    {
        string[] arguments =
        [
            _workplace.NewFolder("durable-write-files"),
            count.ToString(CultureInfo.InvariantCulture),
            _size.ToString(CultureInfo.InvariantCulture),
            writers.ToString(CultureInfo.InvariantCulture),
            _logged.ToString(CultureInfo.InvariantCulture),
        ];
        var numbers = Command.Run(_program, arguments).Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        _turns.Add((count * writers, numbers[0], numbers[1], numbers[2]));
    }

    private double Middle(Func<(int Files, double PerSecond, double Median, double P99), double> figure) =>
        _turns.Select(figure).Order().ElementAt(_turns.Count / 2);
}

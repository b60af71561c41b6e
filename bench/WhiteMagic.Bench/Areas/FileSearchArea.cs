using System.ComponentModel;
using WhiteMagic.Bench.Clients;
using WhiteMagic.Bench.Corpus;
using WhiteMagic.Bench.Reports;

namespace WhiteMagic.Bench.Areas;

/// <summary>The processor time of a whole <c>wm files search</c> beside ripgrep's, on the same files, run in turn.</summary>
internal sealed class FileSearchArea : IArea
{
    private const int Pairs = 25;

    public string Name => "search-files";

    public string Summary => "wm files search, processor time of the whole process, beside rg -uuu -n -j2 on 10,000 files";

    public IReadOnlyList<Measure> Run(Workplace workplace)
    {
        var folder = Standard.NewStore(workplace);
        string[] words = [.. Standard.Questions(200).SelectMany(static question => question.Text.Split(' ')).Where(static word => word.Length > 5).Distinct(StringComparer.Ordinal)];
        var (word, frequent) = (words[0], " the ");
        string[] several = [words[1], words[2], "café", "决定"];
        return
        [
            .. Compare(workplace, folder, $"literal '{word}'", [word], [word], 1.0),
            .. Compare(workplace, folder, $"regex '{word} [a-z]+'", ["-E", $"{word} [a-z]+"], [$"{word} [a-z]+"], 1.0),
            .. Compare(workplace, folder, "four literals, two not ASCII", [several[0], .. several[1..].SelectMany(Or)], [.. several.SelectMany(Or)], 1.3),
            .. Compare(workplace, folder, $"literal '{word}' in any case", [word, "-i"], ["-i", word], null),
            .. Compare(workplace, folder, $"frequent literal '{frequent}'", [frequent], [frequent], null),
        ];
    }

    private static string[] Or(string text) => ["-e", text];

    private static IEnumerable<Measure> Compare(Workplace workplace, string folder, string name, string[] ours, string[] theirs, double? goal)
    {
        string[] wm = ["files", "search", "--hidden", "--no-ignore", "--quiet", .. ours, "."];
        string[] rg = ["--no-config", "-uuu", "-n", "-j2", "--no-heading", .. theirs, "."];
        if (!IsInstalled())
        {
            yield return Alone(workplace.Binary, wm, folder, name, goal);
            yield break;
        }

        RequireSame(Command.Run(workplace.Binary, wm, folder), Command.Run("rg", rg, folder), name);

        var (our, their, ratio) = (new Samples(), new Samples(), new Samples());
        var (wall, theirWall) = (new Samples(), new Samples());
        for (var i = 0; i < Pairs; i++)
        {
            var (a, b) = (Once(workplace.Binary, wm, folder, wall), Once("rg", rg, folder, theirWall));
            our.Add(a);
            their.Add(b);
            ratio.Add(a / b);
        }

        yield return new Measure
        {
            Name = $"{name}, processor time",
            Value = our.Median,
            Unit = "ms",
            Baseline = their.Median,
            Goal = goal is null ? null : FormattableString.Invariant($"median of ratios {ratio.Median:0.00} <= {goal}"),
            Met = goal is null || ratio.Median <= goal,
        };
        yield return Measure.Noted($"{name}, wall time", wall.Median, "ms", theirWall.Median);
    }

    // Without ripgrep a goal is missed, since nobody saw that it is met.
    private static Measure Alone(string binary, string[] wm, string folder, string name, double? goal)
    {
        var our = Samples.Repeat(Pairs, () => Once(binary, wm, folder, new Samples()));
        return new Measure
        {
            Name = $"{name}, processor time",
            Value = our.Median,
            Unit = "ms",
            Goal = goal is null ? null : FormattableString.Invariant($"median of ratios <= {goal}"),
            Met = goal is null,
        };
    }

    private static bool IsInstalled()
    {
        try
        {
            Command.Run("rg", ["--version"]);
            return true;
        }
        catch (Win32Exception)
        {
            Console.Error.WriteLine("ripgrep is not installed, so the figures beside it count as missed: apt-get install ripgrep.");
            return false;
        }
    }

    private static double Once(string program, string[] arguments, string folder, Samples wall)
    {
        var before = ProcessorTime.OfChildren();
        wall.Add(Samples.Time(() => Command.Run(program, arguments, folder)));
        return ProcessorTime.OfChildren() - before;
    }

    private static void RequireSame(string ours, string theirs, string name)
    {
        if (!Sorted(ours).SequenceEqual(Sorted(theirs)))
        {
            throw new InvalidOperationException($"{name}: wm and rg do not find the same lines.");
        }
    }

    private static IEnumerable<string> Sorted(string output) => output.Split('\n').Order(StringComparer.Ordinal);
}

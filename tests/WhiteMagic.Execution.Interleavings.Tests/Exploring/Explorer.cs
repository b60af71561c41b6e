using System.Globalization;

namespace WhiteMagic.Execution.Interleavings.Tests.Exploring;

/// <summary>Runs a program in many schedules, one for each seed.</summary>
internal static class Explorer
{
    private const int ShownSwitches = 60;

    /// <summary>Runs the schedules, or the one that WM_EXPLORE_SEED names; WM_EXPLORE_TIMES makes them so many times as many.</summary>
    public static void Check(int schedules, Func<Exploration, Task> program)
    {
        if (Number("WM_EXPLORE_SEED") is { } only)
        {
            Assert.SkipWhen(Try(only, program, out _) is null, $"Schedule {only} is clean.");
            throw Describe(only, program);
        }

        if (FindFailure(schedules * (Number("WM_EXPLORE_TIMES") ?? 1), program) is { } seed)
        {
            throw Describe(seed, program);
        }
    }

    /// <summary>Gives the first seed whose schedule fails; null when none does.</summary>
    public static int? FindFailure(int schedules, Func<Exploration, Task> program)
    {
        for (var seed = 0; seed < schedules; seed++)
        {
            if (Try(seed, program, out _) is not null)
            {
                return seed;
            }
        }

        return null;
    }

    /// <summary>Runs one schedule.</summary>
    /// <returns>What went wrong; null when nothing did.</returns>
    public static ExplorationFailure? Try(
        int seed, Func<Exploration, Task> program, out int steps, List<string>? trace = null)
    {
        var exploration = new Exploration(Strategy(seed), new Random(seed), trace);
        var failure = exploration.Run(program);
        steps = exploration.Steps;
        return failure;
    }

    // Two thirds by few changes of priority, the others by chance at every point.
    private static IStrategy Strategy(int seed)
    {
        var random = new Random(~seed);
        return (seed % 6) switch
        {
            0 => new RandomStrategy(random, 0.05),
            3 => new RandomStrategy(random, 0.3),
            var kind => new PriorityStrategy(random, kind + (random.Next(2) * 4)),
        };
    }

    private static InvalidOperationException Describe(int seed, Func<Exploration, Task> program)
    {
        List<string> trace = [];
        var failure = Try(seed, program, out var steps, trace);
        return new(
            $"Schedule {seed} fails after {steps} points; run it again with WM_EXPLORE_SEED={seed}.\n"
            + $"{failure?.ToString() ?? "Not when it was run again: the program depends on more than its seed."}\n"
            + $"The last switches:\n  {string.Join("\n  ", trace.TakeLast(ShownSwitches))}");
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}

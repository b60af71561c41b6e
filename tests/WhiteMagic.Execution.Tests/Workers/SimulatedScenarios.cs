namespace WhiteMagic.Execution.Tests.Workers;

/// <summary>The named scenarios; all but two are of 8 slots of 20 ms, so that 400 calls a second are the most.</summary>
internal static class SimulatedScenarios
{
    private static readonly SimulatedPhase Usual = new();

    private static readonly SimulatedPhase HeavyTailed = Usual with
    {
        Jitter = static random => random switch { < 0.6 => 0.6, < 0.9 => 1.0, < 0.99 => 2.6, _ => 10.6 },
        MedianJitter = 0.6,
    };

    private static readonly SimulatedPhase Bursts = Usual with { Arrivals = static at => at % 1 < 0.5 ? 700 : 0 };

    public static IReadOnlyList<(string Name, SimulatedPhase[] Phases)> All { get; } =
    [
        ("steady", [Usual, Usual, Usual]),
        ("slow_start", [Usual with { Slots = static at => 1 + (int)(at * 0.7) }, Usual, Usual]),
        ("drastic_slowdown", [Usual, Usual with { Service = static _ => 0.100 }, Usual]),
        ("slow_drift", [Usual, Usual with { Service = static at => 0.020 + (0.004 * at) }, Usual with { Service = static _ => 0.060 }]),
        ("capacity_halves_then_returns", [Usual, Usual with { Slots = static _ => 4 }, Usual]),
        ("capacity_flaps", [Usual, Usual with { Slots = static at => at % 2 < 1 ? 4 : 8 }, Usual]),
        ("thrash_above_48", [.. new[] { 8, 4, 8 }.Select(static slots => Usual with { ThrashAbove = 48, Slots = _ => slots })]),
        ("bursty", [Bursts, Usual, Bursts]),
        ("latency_jitter", [HeavyTailed, HeavyTailed with { Slots = static _ => 4 }, HeavyTailed]),
        ("black_hole", [Usual, Usual with { Swallowed = 0.02 }, Usual]),
        ("outage_then_returns", [Usual, Usual with { Swallowed = 1 }, Usual]),
        ("idle_then_flood", [Usual with { Arrivals = static _ => 100 }, Usual, Usual with { Arrivals = static _ => 100 }]),
        ("one_slot", [.. new[] { 1, 8, 1 }.Select(static slots => Usual with { Slots = _ => slots })]),
        ("wide_and_slow", [.. new[] { 40, 80, 40 }.Select(static slots => Usual with { Slots = _ => slots, Service = static _ => 0.100 })]),
    ];
}

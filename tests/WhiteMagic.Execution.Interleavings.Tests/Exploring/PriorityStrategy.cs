namespace WhiteMagic.Execution.Interleavings.Tests.Exploring;

/// <summary>
/// Lets the highest priority go on, which is drawn for each, and at a few moments puts the one that runs below all others:
/// few such changes are what most faults need, and drawn so they are hit sooner than by chance at every point.
/// </summary>
internal sealed class PriorityStrategy(Random random, int changes) : IStrategy
{
    // Gaps from 1 to 1,024 points, short ones as likely as long ones.
    private const double LongestGap = 10;

    private int _left = changes;
    private long _lowest;
    private int _untilChange = Gap(random);

    public void Enlist(Actor actor) => actor.Priority = random.NextInt64(1, long.MaxValue);

    public Actor Choose(List<Actor> ready, Actor? running)
    {
        if (running is not null && _left > 0 && --_untilChange <= 0)
        {
            running.Priority = --_lowest;
            _left--;
            _untilChange = Gap(random);
        }

        var chosen = ready[0];
        foreach (var actor in ready)
        {
            chosen = actor.Priority > chosen.Priority ? actor : chosen;
        }

        return chosen;
    }

    private static int Gap(Random random) => (int)Math.Pow(2, random.NextDouble() * LongestGap);
}

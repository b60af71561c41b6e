namespace WhiteMagic.Execution.Interleavings.Tests.Exploring;

/// <summary>Lets another one go on now and then.</summary>
internal sealed class RandomStrategy(Random random, double share) : IStrategy
{
    public void Enlist(Actor actor)
    {
    }

    public Actor Choose(List<Actor> ready, Actor? running) =>
        running is not null && random.NextDouble() >= share ? running : ready[random.Next(ready.Count)];
}

namespace WhiteMagic.Execution.Interleavings.Tests.Exploring;

/// <summary>Decides who of those that are ready goes on.</summary>
internal interface IStrategy
{
    void Enlist(Actor actor);

    /// <param name="ready">Those that can go on, at least one.</param>
    /// <param name="running">The one that could simply go on; null when it cannot.</param>
    Actor Choose(List<Actor> ready, Actor? running);
}

namespace WhiteMagic.Execution.Interleavings.Tests.Exploring;

/// <summary>Brings what follows an await back to the explorer.</summary>
internal sealed class ActorContext : SynchronizationContext
{
    public static ActorContext Instance { get; } = new();

    public override void Post(SendOrPostCallback d, object? state) => Exploration.Here.Exploration.Add(null, () => d(state));

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;
}

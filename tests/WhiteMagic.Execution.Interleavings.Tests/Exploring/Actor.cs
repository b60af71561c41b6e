namespace WhiteMagic.Execution.Interleavings.Tests.Exploring;

/// <summary>One strand of a schedule: it goes on only when it has the turn.</summary>
internal sealed class Actor(Exploration exploration, string name, Action? work)
{
    private readonly SemaphoreSlim _turn = new(0);

    public Exploration Exploration => exploration;

    public string Name => name;

    public bool HasBegun { get; private set; } = work is null;

    public bool HasEnded { get; set; }

    /// <summary>Decides between those that are ready; the strategy's.</summary>
    public long Priority { get; set; }

    public void Work() => work!();

    public void GiveTurn()
    {
        if (HasBegun)
        {
            _turn.Release();
        }
        else
        {
            Begin();
            Carrier.Carry(this);
        }
    }

    public void Begin() => HasBegun = true;

    public void AwaitTurn() => _turn.Wait();
}

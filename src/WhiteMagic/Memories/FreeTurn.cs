namespace WhiteMagic.Memories;

/// <summary>A turn where nobody has to wait for one.</summary>
internal sealed class FreeTurn : IRecordTurn
{
    public static FreeTurn Instance { get; } = new();

    public bool Waited => false;

    public void Dispose()
    {
    }
}

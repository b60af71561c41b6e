namespace WhiteMagic.Memories;

/// <summary>A caller's turn to add records, which disposing ends.</summary>
public interface IRecordTurn : IDisposable
{
    /// <summary>Whether the caller had to wait for it, because as many as may were at it.</summary>
    bool Waited { get; }
}

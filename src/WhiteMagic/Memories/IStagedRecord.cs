namespace WhiteMagic.Memories;

/// <summary>A new record that is safe but not yet visible; disposing one that was not published removes it.</summary>
public interface IStagedRecord : IDisposable
{
    /// <summary>What it will be once it is visible, but for its state, and for its name if that is taken.</summary>
    MemoryEntry Entry { get; }
}

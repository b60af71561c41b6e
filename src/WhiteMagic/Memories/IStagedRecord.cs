namespace WhiteMagic.Memories;

/// <summary>A new record that is safe but not yet visible; disposing one that was not published removes it.</summary>
public interface IStagedRecord : IDisposable
{
    /// <summary>The draft it was made of.</summary>
    RecordDraft Draft { get; }
}

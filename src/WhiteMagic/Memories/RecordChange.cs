namespace WhiteMagic.Memories;

/// <summary>One step of a change to several records that happens as a whole or not at all.</summary>
public abstract record RecordChange
{
    private RecordChange()
    {
    }

    /// <summary>Creates a record where there is none.</summary>
    public sealed record Create(RecordKey Key, RecordDraft Draft) : RecordChange;

    /// <summary>Changes a record in place.</summary>
    public sealed record Edit(RecordKey Key, RecordEdit Changes) : RecordChange;

    /// <summary>Moves a record to another folder; a record in the archive remembers the kind it had.</summary>
    public sealed record Move(RecordKey From, MemoryFolder To, RecordEdit? Changes = null) : RecordChange
    {
        /// <summary>Where the record lies afterwards.</summary>
        public RecordKey Target => From with { Folder = To };
    }

    /// <summary>Removes a record for good.</summary>
    public sealed record Delete(RecordKey Key) : RecordChange;
}

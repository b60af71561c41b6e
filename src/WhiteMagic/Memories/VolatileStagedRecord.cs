namespace WhiteMagic.Memories;

/// <summary>A draft on its way into <see cref="VolatileMemoryRecords"/>.</summary>
internal sealed record VolatileStagedRecord(RecordDraft Draft) : IStagedRecord
{
    public void Dispose()
    {
        // What is only in memory leaves nothing behind.
    }
}

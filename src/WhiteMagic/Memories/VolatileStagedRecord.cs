namespace WhiteMagic.Memories;

/// <summary>A draft on its way into <see cref="VolatileMemoryRecords"/>.</summary>
internal sealed record VolatileStagedRecord(MemoryEntry Entry) : IStagedRecord
{
    public void Dispose()
    {
        // What is only in memory leaves nothing behind.
    }
}

using WhiteMagic.Memories;
using WhiteMagic.Storage.Files;

namespace WhiteMagic.Storage.Markdown;

/// <summary>A new memory's file, written and flushed aside.</summary>
internal sealed class StagedMarkdown(MemoryEntry entry, StagedFile file) : IStagedRecord
{
    public MemoryEntry Entry => entry;

    public StagedFile File => file;

    public void Dispose() => file.Dispose();
}

using WhiteMagic.Memories;
using WhiteMagic.Storage.Files;

namespace WhiteMagic.Storage.Markdown;

/// <summary>A new memory's file, written and flushed aside.</summary>
internal sealed class StagedMarkdown(RecordDraft draft, MarkdownDocument document, StagedFile file) : IStagedRecord
{
    public RecordDraft Draft => draft;

    public MarkdownDocument Document => document;

    public StagedFile File => file;

    public void Dispose() => file.Dispose();
}

using WhiteMagic.Memories;
using WhiteMagic.Storage.Files;
using WhiteMagic.Storage.Journal;

namespace WhiteMagic.Storage.Markdown;

/// <summary>Writes memory files while it holds the store's lock.</summary>
internal sealed class MarkdownRecordWriter(
    MarkdownRecords records, StoreFiles files, StoreJournal journal, ProcessLock.Releaser releaser) : IRecordWriter
{
    public bool Recovered { get; init; }

    public ValueTask<MemoryEntry?> PublishAsync(IStagedRecord staged, RecordKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var markdown = (StagedMarkdown)staged;
        string path = records.PathOf(key);
        if (records.IsTakenElsewhere(key) || !files.Publish(markdown.File, path))
        {
            return ValueTask.FromResult<MemoryEntry?>(null);
        }

        return ValueTask.FromResult<MemoryEntry?>(markdown.Entry with { Key = key, Stamp = records.StampOf(key) });
    }

    public ValueTask<IReadOnlyList<MemoryEntry?>> CommitAsync(
        IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using FileTransaction transaction = journal.Begin();
        foreach (RecordChange change in changes)
        {
            Add(transaction, change);
        }

        try
        {
            transaction.Commit();
        }
        catch (PathConflictException conflict)
        {
            throw ToConflict(conflict);
        }

        return ValueTask.FromResult<IReadOnlyList<MemoryEntry?>>([.. changes.Select(Result)]);
    }

    public ValueTask DisposeAsync()
    {
        releaser.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Add(FileTransaction transaction, RecordChange change)
    {
        switch (change)
        {
            case RecordChange.Create create:
                transaction.Create(records.PathOf(create.Key), MarkdownEditor.Compose(create.Draft.ToMarkdown()).Bytes);
                break;
            case RecordChange.Edit edit:
                (MarkdownDocument document, FileStamp stamp) = Open(edit.Key);
                ReadOnlyMemory<byte> bytes = MarkdownEditor.Apply(document, Dated(edit, document, stamp), edit.Key.ToString());
                transaction.Replace(records.PathOf(edit.Key), bytes, stamp);
                break;
            case RecordChange.Move move:
                AddMove(transaction, move);
                break;
            case RecordChange.Delete delete:
                transaction.Delete(records.PathOf(delete.Key));
                break;
        }
    }

    // A file that does not say when it was created would be taken for as old as its last change.
    private MarkdownEdit Dated(RecordChange.Edit edit, MarkdownDocument document, FileStamp stamp) =>
        edit.Changes.ToMarkdown(document) with
        {
            Created = document.Created is null ? records.Entry(edit.Key, document, stamp).Created : null,
        };

    private void AddMove(FileTransaction transaction, RecordChange.Move move)
    {
        (MarkdownDocument document, FileStamp stamp) = Open(move.From);
        string from = records.PathOf(move.From);
        string to = records.PathOf(move.Target);
        ReadOnlyMemory<byte> bytes = document.Problem is null
            ? MarkdownEditor.Apply(document, MoveEdit(move, document), move.From.ToString())
            : document.Bytes;
        if (bytes.Span.SequenceEqual(document.Bytes.Span))
        {
            transaction.Move(from, to, stamp);
            return;
        }

        transaction.Create(to, bytes);
        transaction.Delete(from, stamp);
    }

    // Short-term is what an archived memory is taken for, so only the other kind has to be noted.
    private static MarkdownEdit MoveEdit(RecordChange.Move move, MarkdownDocument document)
    {
        MarkdownEdit edit = move.Changes.ToMarkdown(document);
        string? kept = move is { To: MemoryFolder.Archive, From.Folder: MemoryFolder.LongTerm }
            ? RecordKey.FolderName(MemoryFolder.LongTerm)
            : null;
        bool leavesArchive = move.From.Folder == MemoryFolder.Archive && document.Scalar(EntryReader.ArchivedFrom) is not null;
        return kept is not null || leavesArchive ? edit with { Scalars = [new(EntryReader.ArchivedFrom, kept)] } : edit;
    }

    private (MarkdownDocument Document, FileStamp Stamp) Open(RecordKey key)
    {
        FileContent content = records.ReadFile(key) ?? throw new MemoryNotFoundException(key.Id);
        return (MarkdownDocument.Parse(content.Bytes), content.Stamp);
    }

    private MemoryEntry? Result(RecordChange change) => change switch
    {
        RecordChange.Create create => records.Read(create.Key),
        RecordChange.Edit edit => records.Read(edit.Key),
        RecordChange.Move move => records.Read(move.Target),
        _ => null,
    };

    private WhiteMagicException ToConflict(PathConflictException conflict)
    {
        string file = files.Relative(conflict.Path);
        return conflict.Conflict switch
        {
            PathConflict.Taken => new MemoryConflictException(
                $"{file} exists already, so nothing was changed; rename one of the two files and try again"),
            PathConflict.Missing => new MemoryNotFoundException(MemoryId.Parse(Path.GetFileName(conflict.Path))),
            _ => new MemoryConflictException($"{file} was changed by another program just now, so nothing was changed; try again"),
        };
    }
}

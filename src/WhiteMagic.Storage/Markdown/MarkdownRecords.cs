using System.Text;
using WhiteMagic.Diagnostics;
using WhiteMagic.Memories;
using WhiteMagic.Storage.Files;
using WhiteMagic.Storage.Journal;

namespace WhiteMagic.Storage.Markdown;

/// <summary>The Markdown files of one space, as its record of truth.</summary>
internal sealed class MarkdownRecords : IMemoryRecords
{
    private const int ShownOfTooLarge = 64 * 1024;

    private static readonly MemoryFolder[] Folders = Enum.GetValues<MemoryFolder>();

    // Longer than any honest write; what waits longer is told who holds the lock.
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(30);

    private readonly SpaceFolders _folders;
    private readonly StoreFiles _files;
    private readonly StoreJournal _journal;
    private readonly ProcessLock _lock;
    private readonly Admission? _admission;
    private readonly DirectoryWatcher _watcher;
    private readonly StoreScanner _scanner;
    private readonly StagingSweeper _sweeper;
    private readonly Lazy<EntryReader> _reader;
    private bool _swept;

    public MarkdownRecords(SpaceFolders folders, StoreFiles files, bool isReadOnly, TimeProvider time, Admission? admission = null)
    {
        _folders = folders;
        _files = files;
        _journal = new StoreJournal(files);
        _lock = new ProcessLock(folders.WriteLock, time);
        _admission = admission;
        _watcher = new DirectoryWatcher(folders.Records);
        _sweeper = new StagingSweeper(files, time);
        _scanner = new StoreScanner(folders.Root);
        _reader = new Lazy<EntryReader>(() => new EntryReader(PythonMetadata.Load(_scanner, files.Operations, folders.PythonMetadata)));
        IsReadOnly = isReadOnly;
    }

    public bool IsReadOnly { get; }

    public RecordChanges PollChanges()
    {
        WatchResult result = _watcher.Drain();
        if (result.IsEmpty)
        {
            return RecordChanges.None;
        }

        return result.Everything ? RecordChanges.Unknown : new RecordChanges { Keys = [.. result.Files.Select(ToKey).OfType<RecordKey>()] };
    }

    public async ValueTask RecoverAsync(CancellationToken cancellationToken)
    {
        if (!IsReadOnly && _journal.HasPending())
        {
            IRecordWriter writer = await LockAsync(cancellationToken).ConfigureAwait(false);
            await writer.DisposeAsync().ConfigureAwait(false);
        }
    }

    public UInt128 Digest()
    {
        UInt128 digest = 0;
        foreach (MemoryFolder folder in Folders)
        {
            Scan(folder, (name, in stamp, kind) =>
            {
                if (IsRecord(name, kind))
                {
                    digest = unchecked(digest + RecordDigest.Of(folder, name, stamp.ToRecordStamp()));
                }
            });
        }

        return digest;
    }

    public IEnumerable<RecordState> Scan()
    {
        var states = new List<RecordState>();
        foreach (MemoryFolder folder in Folders)
        {
            Scan(folder, (name, in stamp, kind) =>
            {
                if (IsRecord(name, kind))
                {
                    states.Add(new RecordState(new RecordKey(folder, MemoryId.Parse(name.ToString())), stamp.ToRecordStamp()));
                }
            });
        }

        return states;
    }

    public RecordStamp? Stat(RecordKey key) => Look(key)?.ToRecordStamp();

    public ValueTask<MemoryEntry?> ReadAsync(RecordKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(key));
    }

    public ValueTask<string?> ReadTextAsync(RecordKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        FileContent? content = ReadFile(key);
        return ValueTask.FromResult(content is { Bytes: var bytes } ? MarkdownText.Text(MarkdownText.Decode(bytes).Content.Span) : null);
    }

    public async ValueTask<IRecordTurn> EnterAsync(CancellationToken cancellationToken) =>
        _admission is null ? FreeTurn.Instance : await _admission.EnterAsync(cancellationToken).ConfigureAwait(false);

    public ValueTask<IStagedRecord> StageAsync(RecordKey key, RecordDraft draft, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RequireWritable();
        MarkdownDocument document = MarkdownEditor.Compose(draft.ToMarkdown());
        MemoryEntry entry = _reader.Value.Read(key, document, default);
        return ValueTask.FromResult<IStagedRecord>(new StagedMarkdown(entry, _files.Stage(document.Bytes.Span)));
    }

    public async ValueTask<IRecordWriter> LockAsync(CancellationToken cancellationToken)
    {
        RequireWritable();
        ProcessLock.Releaser releaser = await _lock.AcquireAsync(LockTimeout, cancellationToken).ConfigureAwait(false);
        try
        {
            bool recovered = Recover();
            return new MarkdownRecordWriter(this, _files, _journal, releaser) { Recovered = recovered };
        }
        catch
        {
            releaser.Dispose();
            throw;
        }
    }

    public ValueTask FlushAsync(RecordKey key, CancellationToken cancellationToken)
    {
        _files.FlushDirectory(_folders.Records[(int)key.Folder]);
        return ValueTask.CompletedTask;
    }

    public IReadOnlyList<FileProblem> Inspect()
    {
        var problems = new List<FileProblem>();
        Scan(_folders.Root, (name, in _, kind) =>
        {
            if (OddNames.ReasonOutside(kind, _files.Relative(_folders.Root)) is { } reason)
            {
                problems.Add(new FileProblem { File = name.ToString(), Reason = reason, Line = 0 });
            }
        });
        if (_reader.Value.MetadataProblem is { } problem)
        {
            problems.Add(new FileProblem { File = Path.GetFileName(_folders.PythonMetadata), Reason = problem.Reason, Line = problem.Line });
        }

        foreach (MemoryFolder folder in Folders)
        {
            Scan(folder, (name, in _, kind) =>
            {
                string text = name.ToString();
                if (OddNames.Reason(kind, ToKey(folder, text) is not null) is { } reason)
                {
                    problems.Add(new FileProblem { File = $"{RecordKey.FolderName(folder)}/{text}", Reason = reason, Line = 0 });
                }
            });
        }

        return problems;
    }

    public ValueTask DisposeAsync()
    {
        _watcher.Dispose();
        _lock.Dispose();
        _admission?.Dispose();
        return ValueTask.CompletedTask;
    }

    internal string PathOf(RecordKey key) => _folders.PathOf(key);

    /// <summary>Whether another folder has a file, or anything else, of this name.</summary>
    internal bool IsTakenElsewhere(RecordKey key) =>
        Folders.Any(folder => folder != key.Folder && _scanner.TryLook(_folders.Records[(int)folder], key.Id.Value, out _, out _));

    /// <summary>Gives the state of a file just written at a key.</summary>
    internal RecordStamp StampOf(RecordKey key) => (_files.Operations.Stat(PathOf(key)) ?? default).ToRecordStamp();

    /// <summary>Gives the memory that a document is, as it was read.</summary>
    internal MemoryEntry Entry(RecordKey key, MarkdownDocument document, FileStamp stamp) =>
        _reader.Value.Read(key, document, stamp);

    internal MemoryEntry? Read(RecordKey key)
    {
        if (Look(key) is not { } stamp)
        {
            return null;
        }

        if (stamp.Size > MarkdownText.MaxBytes)
        {
            string reason = $"the file has {stamp.Size} bytes, and at most {MarkdownText.MaxBytes} are read; split it";
            return _reader.Value.Unreadable(key, stamp, reason, Beginning(key));
        }

        try
        {
            return _files.Operations.Read(PathOf(key)) is { } content ? _reader.Value.Read(key, content) : null;
        }
        catch (FileOperationException failure)
        {
            return _reader.Value.Unreadable(key, stamp, $"the file cannot be read: {failure.Detail}; check its permissions", string.Empty);
        }
    }

    /// <summary>Reads a record's bytes for a change or to be shown as they are.</summary>
    /// <exception cref="MalformedMemoryException">The file is too large or cannot be read.</exception>
    internal FileContent? ReadFile(RecordKey key)
    {
        if (Look(key) is not { } stamp)
        {
            return null;
        }

        if (stamp.Size > MarkdownText.MaxBytes)
        {
            throw new MalformedMemoryException(key.ToString(), 0, $"the file has {stamp.Size} bytes, and at most {MarkdownText.MaxBytes} are read; split it");
        }

        try
        {
            return _files.Operations.Read(PathOf(key));
        }
        catch (FileOperationException failure)
        {
            throw new MalformedMemoryException(key.ToString(), 0, $"the file cannot be read: {failure.Detail}; check its permissions");
        }
    }

    private FileStamp? Look(RecordKey key) =>
        _scanner.TryLook(_folders.Records[(int)key.Folder], key.Id.Value, out FileStamp stamp, out FileKind kind)
            && kind is FileKind.File or FileKind.Link
            ? stamp
            : null;

    private string Beginning(RecordKey key)
    {
        byte[] bytes = new byte[ShownOfTooLarge];
        try
        {
            using FileStream file = File.OpenRead(PathOf(key));
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return bytes.AsSpan(0, length).Contains((byte)0) ? string.Empty : Encoding.UTF8.GetString(bytes, 0, length);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    private void Scan(MemoryFolder folder, ScanVisitor visit) => Scan(_folders.Records[(int)folder], visit);

    private void Scan(string folder, ScanVisitor visit)
    {
        try
        {
            _scanner.Scan(folder, visit);
        }
        catch (FileOperationException failure)
        {
            throw new StoreCorruptException($"the folder {_files.Relative(folder)} cannot be read: {failure.Detail}; check its permissions");
        }
    }

    private bool Recover()
    {
        bool recovered = _journal.HasPending() && _journal.Recover() is { Finished: > 0 };
        if (!_swept || recovered)
        {
            _sweeper.Sweep(recovered ? _folders.Records : []);
            _swept = true;
        }

        return recovered;
    }

    private void RequireWritable()
    {
        if (IsReadOnly)
        {
            throw new StoreWriteException(null, "the store is read-only for this user", "give write access to its folders, or choose another base folder");
        }
    }

    private RecordKey? ToKey(WatchedFile file)
    {
        int folder = Array.IndexOf(_folders.Records, file.Folder);
        return folder >= 0 && CandidateName.IsCandidate(file.Name) ? ToKey((MemoryFolder)folder, file.Name) : null;
    }

    private static RecordKey? ToKey(MemoryFolder folder, string name) =>
        MemoryId.IsFileName(name) ? new RecordKey(folder, MemoryId.Parse(name)) : null;

    private static bool IsRecord(ReadOnlySpan<char> name, FileKind kind) =>
        kind is FileKind.File or FileKind.Link && MemoryId.IsFileName(name);
}

using WhiteMagic.Diagnostics;
using WhiteMagic.Execution;
using WhiteMagic.Execution.Files;
using WhiteMagic.Execution.Workers;
using WhiteMagic.Memories;
using WhiteMagic.Storage.Markdown;

namespace WhiteMagic.Cli.Import;

/// <summary>Reads the notes of a folder and of the folders in it, such as an Obsidian vault.</summary>
internal sealed class MarkdownFolder(string root)
{
    // The most that a note is read from whole; content has a limit of its own.
    private const int MaxBytes = 16 << 20;
    private const int AtOnce = 256;

    /// <summary>Whether a note without a title is called by its file name, as wiki links call it, and not by its first heading.</summary>
    public bool TitleIsFileName { get; init; }

    public bool WithInlineTags { get; init; }

    public MemoryKind Kind { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>How many files are waited for at once.</summary>
    public required int Workers { get; init; }

    /// <summary>Reads every note; one that cannot be one is in the list with the reason, and so is a folder that cannot be opened.</summary>
    /// <exception cref="WmException">There is no such folder or file.</exception>
    public async Task<IReadOnlyList<ImportItem>> ReadAsync(IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var items = new List<ImportItem>();
        IReadOnlyList<NoteFile> files = NoteFolder.List(root);
        var pool = new WorkerPool(new WorkerPoolOptions { Name = "notes", Limit = Workers, UsesOwnThreads = true });
        await using (pool.ConfigureAwait(false))
        {
            var reader = new FileBatchReader(pool, new FileReadOptions { MaxFileBytes = MaxBytes });
            foreach (NoteFile[] some in files.Chunk(AtOnce))
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(new WorkProgress(items.Count, files.Count, "reading"));
                using FileBatch batch = await reader.ReadAsync([.. some.Select(file => file.Path)], cancellationToken).ConfigureAwait(false);
                for (int i = 0; i < some.Length; i++)
                {
                    items.Add(Item(some[i], batch[i]));
                }
            }
        }

        return items;
    }

    private ImportItem Item(NoteFile file, ItemOutcome<FileContent> read)
    {
        string? fault = file.Error ?? (read.IsSuccess ? NoteEncoding.Fault(read.Value.Bytes.Span) : Reason(read.Error));
        if (fault is not null)
        {
            return new ImportItem { Source = file.Source, Error = fault };
        }

        ForeignNote note = ForeignNote.Read(read.Value.Bytes);
        return new ImportItem
        {
            Source = file.Source,
            Draft = Draft(file.Source, file.Path, note),
            Warning = note.Problem is { } problem ? $"its front matter is kept as text: {problem}" : null,
        };
    }

    private static string Reason(Exception? error) => (error as FileReadException)?.Failure switch
    {
        FileReadFailure.Denied => "may not be read by this user; let it be read, then import again",
        FileReadFailure.TooLarge => $"is larger than {MaxBytes >> 20} MiB; split it into several notes, then import again",
        FileReadFailure.NotAFile => "is a pipe, a socket or a device; only files are imported",
        FileReadFailure.NotFound => "is no longer there",
        _ => "cannot be read; see that its disk is well, then import again",
    };

    private MemoryDraft Draft(string source, string file, ForeignNote note)
    {
        string content = WithOthers(note);
        IEnumerable<string> inline = WithInlineTags ? InlineTags.In(note.Body) : [];
        DateTimeOffset created = note.Created ?? new DateTimeOffset(File.GetLastWriteTimeUtc(file));
        return new MemoryDraft
        {
            Title = Title(file, note),
            Content = content,
            Type = Kind,
            Tags = TagList.Normalize(Tags.Concat(note.Tags).Concat(inline)),
            Created = created,
            Updated = note.Updated >= created ? note.Updated : created,
            IdempotencyKey = ImportKey.Of(source, content),
        };
    }

    // What we have no place for is kept where a reader and a search still find it.
    private static string WithOthers(ForeignNote note) =>
        string.IsNullOrWhiteSpace(note.OtherFrontMatter)
            ? note.Body
            : $"{note.Body.TrimEnd()}\n\n```yaml\n{note.OtherFrontMatter.Trim()}\n```\n";

    private string Title(string file, ForeignNote note)
    {
        string? heading = TitleIsFileName
            ? null
            : note.Body.Split('\n').FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim();
        string title = note.Title is { Length: > 0 } named ? named : heading is { Length: > 0 } ? heading : Path.GetFileNameWithoutExtension(file);
        return Clip(title);
    }

    private static string Clip(string title)
    {
        const int Room = TextRules.MaxTitleLength - 1;
        return title.Length <= TextRules.MaxTitleLength ? title : title[..(char.IsHighSurrogate(title[Room - 1]) ? Room - 1 : Room)] + "…";
    }
}

using WhiteMagic.Memories;
using WhiteMagic.Storage.Markdown;

namespace WhiteMagic.Cli.Import;

/// <summary>Reads the notes of a folder and of the folders in it, such as an Obsidian vault.</summary>
internal sealed class MarkdownFolder(string root)
{
    private const long MaxBytes = 64L * 1024 * 1024;

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = false,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    /// <summary>Whether a note without a title is called by its file name, as wiki links call it, and not by its first heading.</summary>
    public bool TitleIsFileName { get; init; }

    public bool WithInlineTags { get; init; }

    public MemoryKind Kind { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Lists the notes by path; folders and files whose names begin with a dot, and links, are left alone.</summary>
    /// <exception cref="WmException">There is no such folder or file.</exception>
    public IReadOnlyList<string> List()
    {
        if (File.Exists(root))
        {
            return [root];
        }

        if (!Directory.Exists(root))
        {
            throw new WmException($"there is no folder {Path.GetFileName(root)}");
        }

        var files = new List<string>();
        Collect(new DirectoryInfo(root), files);
        files.Sort(StringComparer.Ordinal);
        return files;
    }

    /// <summary>Reads one note; what keeps it from being one is in the item.</summary>
    public async Task<ImportItem> ReadAsync(string file, CancellationToken cancellationToken)
    {
        string source = File.Exists(root) ? Path.GetFileName(file) : Path.GetRelativePath(root, file).Replace('\\', '/');
        try
        {
            if (new FileInfo(file).Length > MaxBytes)
            {
                return new ImportItem { Source = source, Error = $"is larger than {MaxBytes / (1024 * 1024)} MiB" };
            }

            byte[] bytes = await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
            ForeignNote note = ForeignNote.Read(bytes);
            return new ImportItem
            {
                Source = source,
                Draft = Draft(source, file, note),
                Warning = note.Problem is { } problem ? $"its front matter is kept as text: {problem}" : null,
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new ImportItem { Source = source, Error = error.Message };
        }
    }

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

    private static void Collect(DirectoryInfo folder, List<string> files)
    {
        foreach (FileSystemInfo item in folder.EnumerateFileSystemInfos("*", Everything))
        {
            if (item.Name[0] == '.' || item.LinkTarget is not null)
            {
                continue;
            }

            if (item is DirectoryInfo inner)
            {
                Collect(inner, files);
            }
            else if (item.Extension.ToLowerInvariant() is ".md" or ".markdown")
            {
                files.Add(item.FullName);
            }
        }
    }
}

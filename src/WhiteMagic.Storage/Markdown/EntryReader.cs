using System.Globalization;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Storage.Files;

namespace WhiteMagic.Storage.Markdown;

/// <summary>Makes a memory of a file's content, whatever it holds.</summary>
internal sealed class EntryReader(PythonMetadata metadata)
{
    /// <summary>The front-matter key that keeps the kind of an archived long-term memory.</summary>
    public const string ArchivedFrom = "archived_from";

    public const string IdempotencyKey = "idempotency_key";

    private const int NameStampLength = 15;
    private const int MaxFallbackTitle = 200;

    /// <summary>What is wrong with what the Python version knew, or null.</summary>
    public RecordProblem? MetadataProblem => metadata.Problem;

    public MemoryEntry Read(RecordKey key, FileContent content)
    {
        MarkdownDocument document = MarkdownDocument.Parse(content.Bytes);
        return Read(key, document, content.Stamp);
    }

    public MemoryEntry Read(RecordKey key, MarkdownDocument document, FileStamp stamp)
    {
        PythonMetadata.Fact? fact = metadata.Find(key.Id);
        DateTimeOffset created = document.Created ?? fact?.Created ?? CreatedOf(key.Id) ?? ModifiedOf(stamp);
        return new MemoryEntry
        {
            Key = key,
            Kind = KindOf(key.Folder, document, fact),
            Title = TitleOf(document, fact, key.Id),
            Tags = document.Tags,
            Created = created,
            Updated = document.Updated ?? fact?.Updated ?? created,
            Version = VersionOf(document.Bytes.Span),
            Content = document.Body,
            FrontMatter = document.FrontMatter.Text,
            ContentLine = document.BodyLine,
            Relations = [.. document.Relations.Select(ToRelation)],
            IdempotencyKey = document.Scalar(IdempotencyKey),
            Stamp = stamp.ToRecordStamp(),
            Problem = document.Problem is { } problem ? new RecordProblem(problem.Reason, problem.Line) : null,
        };
    }

    /// <summary>Stands in for a file that cannot be read at all.</summary>
    public MemoryEntry Unreadable(RecordKey key, FileStamp stamp, string reason, string beginning)
    {
        MemoryEntry entry = Read(key, MarkdownDocument.Parse(ReadOnlyMemory<byte>.Empty), stamp);
        return entry with { Content = beginning, Problem = new RecordProblem(reason, 0) };
    }

    public static Relation ToRelation(MarkdownRelation relation) => new()
    {
        Target = relation.Target,
        Type = RelationNames.Parse(relation.Type),
        Description = relation.Description,
    };

    private static string VersionOf(ReadOnlySpan<byte> bytes) => ((ulong)Digest.Of(bytes)).ToString("x16", CultureInfo.InvariantCulture);

    private static MemoryKind KindOf(MemoryFolder folder, MarkdownDocument document, PythonMetadata.Fact? fact) => folder switch
    {
        MemoryFolder.ShortTerm => MemoryKind.ShortTerm,
        MemoryFolder.LongTerm => MemoryKind.LongTerm,
        _ => document.Scalar(ArchivedFrom) == RecordKey.FolderName(MemoryFolder.LongTerm)
            ? MemoryKind.LongTerm
            : fact?.Kind ?? MemoryKind.ShortTerm,
    };

    private static string TitleOf(MarkdownDocument document, PythonMetadata.Fact? fact, MemoryId id)
    {
        if (!string.IsNullOrWhiteSpace(document.Title))
        {
            return document.Title;
        }

        return fact?.Title ?? (document.Problem is null ? FirstHeading(document.Body) : null) ?? Path.GetFileNameWithoutExtension(id.Value);
    }

    private static string? FirstHeading(string body)
    {
        foreach (ReadOnlySpan<char> line in body.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> text = line.TrimStart('#');
            if (text.Length < line.Length && text.Length > 1 && text[0] == ' ')
            {
                text = text.Trim();
                return text.IsEmpty ? null : text[..Math.Min(text.Length, MaxFallbackTitle)].ToString();
            }
        }

        return null;
    }

    private static DateTimeOffset? CreatedOf(MemoryId id) =>
        id.Value.Length > NameStampLength && DateTimeOffset.TryParseExact(
            id.Value.AsSpan(0, NameStampLength), "yyyyMMdd_HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : null;

    private static DateTimeOffset ModifiedOf(FileStamp stamp) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(0, stamp.ModifiedNs / 1_000_000));
}

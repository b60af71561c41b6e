using WhiteMagic.Graph;
using WhiteMagic.Memories;

namespace WhiteMagic.Search;

/// <summary>What <see cref="VolatileMemoryIndex"/> knows of one record.</summary>
internal sealed record VolatileDocument : IAnalyzedEntry
{
    public required MemoryEntry Entry { get; init; }

    public required IndexedMemory Memory { get; init; }

    public required IReadOnlyList<(string Target, RelationKind Kind)> Links { get; init; }

    /// <summary>The tokens of title, tags and body.</summary>
    public required IReadOnlyList<string[]> Fields { get; init; }

    public string? IdempotencyKey { get; init; }

    public RecordProblem? Problem { get; init; }

    /// <summary>The length in tokens, with a gap behind each field.</summary>
    public int Length => Fields.Sum(static tokens => tokens.Length + 1);

    public static VolatileDocument Of(MemoryEntry entry)
    {
        var buffer = new TokenBuffer();
        return Of(entry, [Tokens(entry.Title, buffer), Tokens(string.Join(' ', entry.Tags), buffer), Tokens(entry.Content, buffer)]);
    }

    public IAnalyzedEntry ReuseFor(MemoryEntry entry) => Of(entry, Fields);

    // A list is paged by milliseconds, so nothing finer may order it.
    public static DateTimeOffset WholeMilliseconds(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    private static VolatileDocument Of(MemoryEntry entry, IReadOnlyList<string[]> fields) => new()
    {
        Entry = entry,
        Memory = new IndexedMemory
        {
            Key = entry.Key,
            Stamp = entry.Stamp,
            Kind = entry.Kind,
            Title = entry.Title,
            Tags = entry.Tags,
            Created = WholeMilliseconds(entry.Created),
            Updated = WholeMilliseconds(entry.Updated),
            Version = entry.Version,
            HasProblem = entry.Problem is not null,
        },
        Links = [.. entry.Relations.Select(static relation => (relation.Target, relation.Type))
            .Concat(WikiLinks.Find(entry.Content).Select(static target => (target, RelationKind.RelatesTo)))
            .Distinct()],
        Fields = fields,
        IdempotencyKey = entry.IdempotencyKey,
        Problem = entry.Problem,
    };

    private static string[] Tokens(string text, TokenBuffer buffer)
    {
        TextAnalyzer.Analyze(text, buffer);
        return buffer.Text.IsEmpty ? [] : buffer.Text.ToString().Split(' ');
    }
}

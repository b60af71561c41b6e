using System.Text.Json.Serialization;
using WhiteMagic.Memories;

namespace WhiteMagic.Cli.Import;

/// <summary>One line of an export, and of what <c>wm import jsonl</c> reads; all but title and content may be left out.</summary>
internal sealed record TransferRecord
{
    public string? Filename { get; init; }

    public string? Title { get; init; }

    public string? Content { get; init; }

    public MemoryKind Type { get; init; }

    public MemoryStatus Status { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? Updated { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TransferRelation>? Relations { get; init; }

    public static TransferRecord From(MemoryEntry entry) => new()
    {
        Filename = entry.Id.Value,
        Title = entry.Title,
        Content = entry.Content,
        Type = entry.Kind,
        Status = entry.Status,
        Tags = entry.Tags,
        Created = entry.Created,
        Updated = entry.Updated,
        Relations = entry.Relations.Count == 0
            ? null
            : [.. entry.Relations.Select(relation => new TransferRelation { Target = relation.Target, Type = relation.Type, Description = relation.Description })],
    };
}

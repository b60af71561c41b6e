using System.Text.Json.Serialization;
using WhiteMagic.Graph;

namespace WhiteMagic.Memories;

/// <summary>A memory as a reader sees it.</summary>
public sealed record MemoryView
{
    /// <summary>Its id.</summary>
    public required MemoryId Filename { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its kind; absent, like all that follows up to the content, when metadata was not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MemoryKind? Type { get; init; }

    /// <summary>Whether it is active or archived.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MemoryStatus? Status { get; init; }

    /// <summary>Its tags.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>When it was created.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it last changed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Its version, for <see cref="MemoryPatch.ExpectedVersion"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Version { get; init; }

    /// <summary>Its text.</summary>
    public required string Content { get; init; }

    /// <summary>Its front matter as written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Frontmatter { get; init; }

    /// <summary>Its links to other memories.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Relation>? Relations { get; init; }

    /// <summary>Why the file could not be read as a memory, if so; the content is then the whole file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RecordProblem? Problem { get; init; }

    /// <summary>The tokens of the content given.</summary>
    public required int Tokens { get; init; }

    /// <summary>The tokens of the tags, the relations and the front matter given.</summary>
    public int MetadataTokens { get; init; }

    /// <summary>Whether the content was cut to fit the tokens asked for.</summary>
    public bool Truncated { get; init; }

    /// <summary>What was left out to fit the tokens asked for, if anything: <c>frontmatter</c>, <c>relations</c> or <c>tags</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Omitted { get; init; }
}

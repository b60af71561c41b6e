using WhiteMagic.Memories;

namespace WhiteMagic.Cli.Import;

/// <summary>One thing to import: a memory to create, or why it cannot be read.</summary>
internal sealed record ImportItem
{
    /// <summary>Where it comes from, as a person would look for it: a relative path, or a line.</summary>
    public required string Source { get; init; }

    public MemoryDraft? Draft { get; init; }

    public string? Error { get; init; }

    /// <summary>What a person should know although it can be imported.</summary>
    public string? Warning { get; init; }

    /// <summary>The id it had in the store it was exported from.</summary>
    public string? FormerId { get; init; }

    public bool Archived { get; init; }

    public IReadOnlyList<TransferRelation> Relations { get; init; } = [];
}

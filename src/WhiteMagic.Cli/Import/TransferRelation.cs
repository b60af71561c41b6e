using WhiteMagic.Graph;

namespace WhiteMagic.Cli.Import;

/// <summary>A link of an exported memory.</summary>
internal sealed record TransferRelation
{
    public required string Target { get; init; }

    public RelationKind Type { get; init; }

    public string? Description { get; init; }
}

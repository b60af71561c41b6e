namespace WhiteMagic.Diagnostics;

/// <summary>Whether a space is whole.</summary>
public sealed record HealthReport
{
    /// <summary>The space.</summary>
    public required string Space { get; init; }

    /// <summary>True when nothing below needs a person.</summary>
    public required bool Healthy { get; init; }

    /// <summary>How many memories the index holds.</summary>
    public required int Indexed { get; init; }

    /// <summary>What the index's own check said: <c>ok</c>, or what is wrong.</summary>
    public required string Index { get; init; }

    /// <summary>Files that cannot be read as memories.</summary>
    public required IReadOnlyList<FileProblem> Problems { get; init; }

    /// <summary>Links that point at no memory, as <c>source -&gt; target</c>.</summary>
    public required IReadOnlyList<string> DanglingRelations { get; init; }

    /// <summary>Ids that stand in more than one folder.</summary>
    public required IReadOnlyList<string> DuplicateIds { get; init; }
}

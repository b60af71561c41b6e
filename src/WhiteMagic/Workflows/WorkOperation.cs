namespace WhiteMagic.Workflows;

/// <summary>Describes one operation of a list in words.</summary>
public sealed record WorkOperation
{
    /// <summary>What is to be done, in English, from 1 to 10,000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>The name by which other operations may refer to it; null for none but its number, which counts from 1.</summary>
    public string? Id { get; init; }

    /// <summary>The files, ids or other names that it needs, beyond those in the text.</summary>
    public IReadOnlyList<string> Consumes { get; init; } = [];

    /// <summary>The files, ids or other names that it makes or changes, beyond those in the text.</summary>
    public IReadOnlyList<string> Produces { get; init; } = [];
}

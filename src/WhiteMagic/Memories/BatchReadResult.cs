namespace WhiteMagic.Memories;

/// <summary>Memories read together, in the order they were asked for.</summary>
public sealed record BatchReadResult
{
    /// <summary>One outcome for each id asked for.</summary>
    public required IReadOnlyList<BatchReadItem> Results { get; init; }

    /// <summary>How many were read.</summary>
    public required int Succeeded { get; init; }

    /// <summary>How many were not.</summary>
    public required int Failed { get; init; }

    /// <summary>The tokens of all contents and metadata given.</summary>
    public required int Tokens { get; init; }
}

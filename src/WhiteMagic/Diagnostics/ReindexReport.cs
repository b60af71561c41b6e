namespace WhiteMagic.Diagnostics;

/// <summary>What rebuilding an index found.</summary>
public sealed record ReindexReport
{
    /// <summary>The space.</summary>
    public required string Space { get; init; }

    /// <summary>Memories indexed.</summary>
    public required int Memories { get; init; }

    /// <summary>Files indexed as plain text because they cannot be read as memories.</summary>
    public required int Problems { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public required double Milliseconds { get; init; }
}

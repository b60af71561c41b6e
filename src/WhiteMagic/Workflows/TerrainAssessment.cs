namespace WhiteMagic.Workflows;

/// <summary>Says on what ground a graph stands, by which figures, and what follows from it.</summary>
public sealed record TerrainAssessment
{
    /// <summary>The ground.</summary>
    public required WorkflowTerrain Terrain { get; init; }

    /// <summary>What else makes it hard, in the order of <see cref="WorkflowTerrain"/>.</summary>
    public required IReadOnlyList<WorkflowTerrain> Also { get; init; }

    /// <summary>The figures it was found by.</summary>
    public required GraphShape Shape { get; init; }

    /// <summary>Why, a sentence for the ground and one for each of <see cref="Also"/>, with the figures that decided.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>What to do on this ground.</summary>
    public required string Approach { get; init; }
}

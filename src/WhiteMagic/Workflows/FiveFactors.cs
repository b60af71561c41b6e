namespace WhiteMagic.Workflows;

/// <summary>Weighs a run by its five factors.</summary>
public sealed record FiveFactors
{
    /// <summary>The factors, in the order of <see cref="WorkflowFactor"/>.</summary>
    public required IReadOnlyList<FactorAssessment> Factors { get; init; }

    /// <summary>The mean of their scores, from 0 to 1.</summary>
    public double Score => Factors.Average(static factor => factor.Score);

    /// <summary>Whether to begin.</summary>
    public required WorkflowVerdict Verdict { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The assessment of one factor.</summary>
    public FactorAssessment this[WorkflowFactor factor] => Factors[(int)factor];
}

namespace WhiteMagic.Workflows;

/// <summary>Tells how one factor stands.</summary>
/// <param name="Factor">The factor.</param>
/// <param name="Score">From 0, against beginning, to 1.</param>
/// <param name="Reason">Why, in a sentence with the figures that decided.</param>
public sealed record FactorAssessment(WorkflowFactor Factor, double Score, string Reason);

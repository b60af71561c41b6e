
namespace WhiteMagic.Execution.Tests.Pipelines;

/// <summary>What is compared of an outcome.</summary>
internal sealed record Expected(long Position, OutcomeStatus Status, long Value, string? Stage)
{
    public static Expected Of(ItemOutcome<long> outcome) =>
        new(outcome.Position, outcome.Status, outcome.Value, outcome.Stage);
}

namespace WhiteMagic.Execution.Pipelines;

/// <summary>What the consumer has got.</summary>
internal sealed class OutcomeCounters
{
    private readonly long[] _counts = new long[Enum.GetValues<OutcomeStatus>().Length];

    public long this[OutcomeStatus status] => Volatile.Read(ref _counts[(int)status]);

    public void Add(OutcomeStatus status) => _counts[(int)status]++;
}

namespace WhiteMagic.Execution.Workers;

/// <summary>Halves the workers while processors or memory are above 80 % used, and doubles them while both are below 40 %.</summary>
/// <remarks>It changes nothing before several samples in a row agree, and never goes below 8 or above 256 by itself.</remarks>
public sealed class LoadPolicy : IConcurrencyPolicy
{
    private const double High = 0.8;
    private const double Low = 0.4;
    private const int Floor = 8;
    private const int Ceiling = 256;
    private const int Agreeing = 3;

    private int _high;
    private int _low;

    /// <inheritdoc/>
    public int NextLimit(ConcurrencySample sample)
    {
        double most = Math.Max(sample.Load.Cpu, sample.Load.Memory);
        _high = most > High ? _high + 1 : 0;
        _low = most < Low ? _low + 1 : 0;
        if (_high == Agreeing)
        {
            _high = 0;
            return Math.Min(sample.Limit, Math.Max(Floor, sample.Limit / 2));
        }

        if (_low == Agreeing)
        {
            _low = 0;
            return Math.Max(sample.Limit, Math.Min(Ceiling, sample.Limit * 2));
        }

        return sample.Limit;
    }
}

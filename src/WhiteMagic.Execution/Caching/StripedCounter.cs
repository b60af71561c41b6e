using System.Numerics;

namespace WhiteMagic.Execution.Caching;

// One count on one cache line would make readers of a hot key wait for each other.
internal sealed class StripedCounter
{
    private const int Stride = 128 / sizeof(long);

    private readonly int _mask = (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount) - 1;
    private readonly long[] _cells;

    public StripedCounter() => _cells = new long[(_mask + 2) * Stride];

    public void Increment() =>
        Interlocked.Increment(ref _cells[((Thread.GetCurrentProcessorId() & _mask) + 1) * Stride]);

    public long Sum()
    {
        long sum = 0;
        for (var cell = Stride; cell < _cells.Length; cell += Stride)
        {
            sum += Interlocked.Read(ref _cells[cell]);
        }

        return sum;
    }
}

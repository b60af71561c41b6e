using System.Collections.Concurrent;

namespace WhiteMagic.Execution.Files;

/// <summary>Keeps slabs that batches have done with, so that the next one need not touch new memory.</summary>
internal sealed class SlabPool
{
    public const int SlabLength = 1 << 20;

    private const int MostKept = 64;

    private readonly ConcurrentBag<byte[]> _slabs = [];

    public byte[] Rent() => _slabs.TryTake(out byte[]? slab) ? slab : GC.AllocateUninitializedArray<byte>(SlabLength);

    public void Return(byte[] slab)
    {
        if (slab.Length == SlabLength && _slabs.Count < MostKept)
        {
            _slabs.Add(slab);
        }
    }
}

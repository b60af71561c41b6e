namespace WhiteMagic.Execution.Files;

/// <summary>Packs files one behind the other into slabs; of one thread.</summary>
internal sealed class SlabBuffer(SlabPool pool)
{
    private readonly List<byte[]> _slabs = [];
    private byte[] _slab = [];
    private int _used;

    /// <summary>All slabs that hold what was kept, and the one being filled.</summary>
    public IReadOnlyList<byte[]> Slabs => _slabs;

    /// <summary>Gives room for at least so many bytes, no more than a slab.</summary>
    public Span<byte> Rest(int least)
    {
        if (_slab.Length - _used < least)
        {
            _slab = pool.Rent();
            _slabs.Add(_slab);
            _used = 0;
        }

        return _slab.AsSpan(_used);
    }

    /// <summary>Keeps the first bytes of the rest.</summary>
    public ReadOnlyMemory<byte> Keep(int length)
    {
        ReadOnlyMemory<byte> kept = _slab.AsMemory(_used, length);
        _used += length;
        return kept;
    }
}

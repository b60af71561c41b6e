using System.Collections;

namespace WhiteMagic.Execution.Files;

/// <summary>What became of each file of a batch, in the order the paths were given.</summary>
/// <remarks>The bytes lie in memory that is used again once the batch is disposed; text that was decoded stays.</remarks>
public sealed class FileBatch : IReadOnlyList<ItemOutcome<FileContent>>, IDisposable
{
    private readonly SlabPool _pool;
    private readonly ItemOutcome<FileContent>[] _outcomes;
    private IReadOnlyList<byte[]> _slabs;

    internal FileBatch(ItemOutcome<FileContent>[] outcomes, IReadOnlyList<byte[]> slabs, SlabPool pool)
    {
        _outcomes = outcomes;
        _slabs = slabs;
        _pool = pool;
    }

    /// <inheritdoc/>
    public int Count => _outcomes.Length;

    /// <summary>Gives what became of one file.</summary>
    /// <param name="index">Its place among the paths, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such place.</exception>
    public ItemOutcome<FileContent> this[int index] => _outcomes[index];

    /// <inheritdoc/>
    public IEnumerator<ItemOutcome<FileContent>> GetEnumerator() => ((IEnumerable<ItemOutcome<FileContent>>)_outcomes).GetEnumerator();

    /// <summary>Gives the memory back; the bytes of the outcomes must not be used any more.</summary>
    public void Dispose()
    {
        foreach (byte[] slab in Interlocked.Exchange(ref _slabs, []))
        {
            _pool.Return(slab);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

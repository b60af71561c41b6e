using System.Numerics;

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Several needles in eight buckets, and for each of up to three bytes the buckets that it may belong to, by its halves.</summary>
internal sealed class NeedleSet
{
    /// <summary>By so many bytes at most places are found.</summary>
    public const int MostPrint = 3;

    private const int Buckets = 8;

    private readonly Needle[][] _buckets;

    public NeedleSet(IReadOnlyList<string> texts, bool ignoresCase)
    {
        Needle[] needles = [.. texts.Select(text => new Needle(text, ignoresCase))];
        PrintLength = needles.Min(static needle => needle.PrintLength);
        foreach (Needle needle in needles)
        {
            needle.Shorten(PrintLength);
        }

        // Needles with like bytes share a bucket, so that fewer places look like a match.
        Needle[] sorted = [.. needles.OrderBy(static needle => Convert.ToHexString(needle.Prints[0]), StringComparer.Ordinal)];
        int share = (sorted.Length + Buckets - 1) / Buckets;
        _buckets = [.. sorted.Chunk(share)];
        Low = [.. Enumerable.Range(0, MostPrint).Select(i => Table(i, static value => value & 0xF))];
        High = [.. Enumerable.Range(0, MostPrint).Select(i => Table(i, static value => value >> 4))];
    }

    /// <summary>How many bytes tell the buckets.</summary>
    public int PrintLength { get; }

    /// <summary>For each of these bytes the buckets by its lower half.</summary>
    public byte[][] Low { get; }

    /// <summary>For each of these bytes the buckets by its upper half.</summary>
    public byte[][] High { get; }

    /// <summary>Whether a needle has its print at a place.</summary>
    public bool TryMatch(ReadOnlySpan<byte> text, int place, out LineMatch match)
    {
        int buckets = 0xFF;
        for (int i = 0; i < PrintLength; i++)
        {
            byte value = text[place + i];
            buckets &= Low[i][value & 0xF] & High[i][value >> 4];
        }

        for (; buckets != 0; buckets &= buckets - 1)
        {
            foreach (Needle needle in _buckets[BitOperations.TrailingZeroCount(buckets)])
            {
                if (needle.TryMatch(text, place, out match))
                {
                    return true;
                }
            }
        }

        match = default;
        return false;
    }

    // Behind a short print any byte may follow.
    private byte[] Table(int position, Func<byte, int> half)
    {
        byte[] table = new byte[16];
        for (int bucket = 0; bucket < _buckets.Length; bucket++)
        {
            foreach (byte[] print in _buckets[bucket].SelectMany(static needle => needle.Prints))
            {
                Span<byte> fits = position < print.Length ? table.AsSpan(half(print[position]), 1) : table;
                foreach (ref byte buckets in fits)
                {
                    buckets |= (byte)(1 << bucket);
                }
            }
        }

        return table;
    }
}

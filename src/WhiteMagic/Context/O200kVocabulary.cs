using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace WhiteMagic.Context;

/// <summary>Looks up o200k_base tokens in the embedded file where it is mapped, copying nothing to the heap.</summary>
/// <remarks>
/// The file: a table of (offset, buckets) for token lengths 1 to 128; then for each length the first entry of every
/// bucket and the number of entries (16 bits each), the entries' bytes, and their ranks (24 bits each).
/// All numbers are little-endian.
/// </remarks>
internal static unsafe class O200kVocabulary
{
    public const string ResourceName = "o200k_base.bin";
    public const int LongestToken = 128;
    public const int TableEntrySize = 8;
    public const int RankSize = 3;
    public const int NoRank = int.MaxValue;

    private static readonly UnmanagedMemoryStream Resource = Open();
    private static readonly byte* Start = Resource.PositionPointer;
    private static readonly int Length = (int)Resource.Length;

    public static ReadOnlySpan<byte> File => new(Start, Length);

    /// <summary>Answers the token's rank, or <see cref="NoRank"/> when these bytes are not one token.</summary>
    public static int Rank(ReadOnlySpan<byte> token)
    {
        if (token.IsEmpty || token.Length > LongestToken)
        {
            return NoRank;
        }

        var file = File;
        var row = file.Slice((token.Length - 1) * TableEntrySize, TableEntrySize);
        var buckets = BinaryPrimitives.ReadInt32LittleEndian(row[4..]);
        var directory = file[BinaryPrimitives.ReadInt32LittleEndian(row)..];
        var bucket = Bucket(token, buckets);
        var from = BinaryPrimitives.ReadUInt16LittleEndian(directory[(bucket * 2)..]);
        var to = BinaryPrimitives.ReadUInt16LittleEndian(directory[(bucket * 2 + 2)..]);
        var entries = directory[(buckets * 2 + 2)..];
        var word = token.Length <= sizeof(ulong) ? Word(token) : 0;
        for (int i = from; i < to; i++)
        {
            var entry = entries.Slice(i * token.Length, token.Length);
            if (token.Length <= sizeof(ulong) ? Word(entry) == word : entry.SequenceEqual(token))
            {
                var count = BinaryPrimitives.ReadUInt16LittleEndian(directory[(buckets * 2)..]);
                var rank = entries.Slice(count * token.Length + i * RankSize, RankSize);
                return rank[0] | rank[1] << 8 | rank[2] << 16;
            }
        }

        return NoRank;
    }

    // All of a token of at most 8 bytes: what is read twice is the same bytes at the same place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(ReadOnlySpan<byte> token) => token.Length >= 4
        ? BinaryPrimitives.ReadUInt32LittleEndian(token)
            | (ulong)BinaryPrimitives.ReadUInt32LittleEndian(token[^4..]) << ((token.Length - 4) * 8)
        : token[0] | (ulong)token[token.Length / 2] << (token.Length / 2 * 8) | (ulong)token[^1] << ((token.Length - 1) * 8);

    public static int Bucket(ReadOnlySpan<byte> token, int buckets) =>
        (int)((Hash(token) >> 32) * (uint)buckets >> 32);

    private static ulong Hash(ReadOnlySpan<byte> token)
    {
        var hash = 0UL;
        while (token.Length >= 8)
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(token));
            token = token[8..];
        }

        if (token.Length >= 4)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(token);
            return Mix(hash ^ (low | (ulong)BinaryPrimitives.ReadUInt32LittleEndian(token[^4..]) << 32));
        }

        return token.IsEmpty
            ? hash
            : Mix(hash ^ (token[0] | (ulong)token[token.Length / 2] << 8 | (ulong)token[^1] << 16));
    }

    private static ulong Mix(ulong value)
    {
        value *= 0x9E3779B97F4A7C15;
        value ^= value >> 32;
        return value * 0xD6E8FEB86659FD93;
    }

    // The runtime hands out resources as pointers into the mapped image, so the pages come in when touched.
    private static UnmanagedMemoryStream Open() =>
        (UnmanagedMemoryStream)typeof(O200kVocabulary).Assembly.GetManifestResourceStream(ResourceName)!;
}

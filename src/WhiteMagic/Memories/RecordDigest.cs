using System.Numerics;
using System.Runtime.InteropServices;

namespace WhiteMagic.Memories;

/// <summary>
/// Sums up the states of records, in any order, in one number: equal sums mean equal sets of keys and stamps. It is no
/// defence against someone who makes stamps up.
/// </summary>
internal static class RecordDigest
{
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xC2B2AE3D27D4EB4F;

    /// <summary>Sums up records.</summary>
    public static UInt128 Of(IEnumerable<(RecordKey Key, RecordStamp Stamp)> records) =>
        records.Aggregate(UInt128.Zero, static (sum, record) => unchecked(sum + Of(record.Key, record.Stamp)));

    /// <summary>Gives what a record adds to the sum, which is modulo 2^128.</summary>
    public static UInt128 Of(RecordKey key, RecordStamp stamp) => Of(key.Folder, key.Id.Value, stamp);

    /// <inheritdoc cref="Of(RecordKey, RecordStamp)"/>
    public static UInt128 Of(MemoryFolder folder, ReadOnlySpan<char> id, RecordStamp stamp)
    {
        (ulong a, ulong b) = ((ulong)id.Length, (ulong)folder);
        for (; id.Length >= 4; id = id[4..])
        {
            Mix(ref a, ref b, MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(id)));
        }

        foreach (char character in id)
        {
            Mix(ref a, ref b, character);
        }

        Mix(ref a, ref b, (ulong)stamp.Changed);
        Mix(ref a, ref b, (ulong)stamp.Size);
        Mix(ref a, ref b, (ulong)stamp.Identity);
        Mix(ref a, ref b, First);
        Mix(ref a, ref b, Second);
        return new UInt128(a, b);
    }

    // The two halves of a product of 128 bits, folded, in two lanes that feed each other.
    private static void Mix(ref ulong a, ref ulong b, ulong value)
    {
        ulong high = Math.BigMul(a ^ value ^ First, b ^ Second, out ulong low);
        (a, b) = (BitOperations.RotateLeft(b, 23) ^ low ^ (value * First), a ^ high ^ BitOperations.RotateLeft(value * Second, 31));
    }
}

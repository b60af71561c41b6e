using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace WhiteMagic.Memories;

/// <summary>
/// Sums up the states of records, in any order, in one number: equal sums mean equal sets of keys and stamps. It is no
/// defence against someone who makes stamps up.
/// </summary>
internal static class RecordDigest
{
    private const int StateLength = 28;

    /// <summary>Sums up records.</summary>
    public static UInt128 Of(IEnumerable<(RecordKey Key, RecordStamp Stamp)> records) =>
        records.Aggregate(UInt128.Zero, static (sum, record) => sum + Of(record.Key, record.Stamp));

    /// <summary>Gives what a record adds to the sum, which is modulo 2^128.</summary>
    public static UInt128 Of(RecordKey key, RecordStamp stamp) => Of(key.Folder, key.Id.Value, stamp);

    /// <inheritdoc cref="Of(RecordKey, RecordStamp)"/>
    public static UInt128 Of(MemoryFolder folder, ReadOnlySpan<char> id, RecordStamp stamp)
    {
        Span<byte> record = stackalloc byte[StateLength + (MemoryId.MaxBytes * sizeof(char))];
        BinaryPrimitives.WriteInt32LittleEndian(record, (int)folder);
        BinaryPrimitives.WriteInt64LittleEndian(record[4..], stamp.Changed);
        BinaryPrimitives.WriteInt64LittleEndian(record[12..], stamp.Size);
        BinaryPrimitives.WriteInt64LittleEndian(record[20..], stamp.Identity);
        ReadOnlySpan<byte> name = MemoryMarshal.AsBytes(id);
        name.CopyTo(record[StateLength..]);
        return XxHash128.HashToUInt128(record[..(StateLength + name.Length)]);
    }
}

using System.Runtime.InteropServices;

namespace WhiteMagic.Memories;

/// <summary>Sums up the states of records, in any order, in one number: equal sums mean equal sets of keys and stamps.</summary>
internal static class RecordDigest
{
    /// <summary>Sums up records.</summary>
    public static UInt128 Of(IEnumerable<(RecordKey Key, RecordStamp Stamp)> records) =>
        records.Aggregate(UInt128.Zero, static (sum, record) => sum + Of(record.Key, record.Stamp));

    /// <summary>Gives what a record adds to the sum, which is modulo 2^128.</summary>
    public static UInt128 Of(RecordKey key, RecordStamp stamp) => Of(key.Folder, key.Id.Value, stamp);

    /// <inheritdoc cref="Of(RecordKey, RecordStamp)"/>
    public static UInt128 Of(MemoryFolder folder, ReadOnlySpan<char> id, RecordStamp stamp)
    {
        var digest = default(Digest);
        digest.Add((ulong)folder);
        digest.Add(MemoryMarshal.AsBytes(id));
        digest.Add((ulong)stamp.Changed);
        digest.Add((ulong)stamp.Size);
        digest.Add((ulong)stamp.Identity);
        return digest.Value;
    }
}

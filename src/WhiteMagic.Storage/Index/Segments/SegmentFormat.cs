using System.Buffers.Binary;
using System.Numerics;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>The measures of a segment's layout. A change of any takes a new version of the index.</summary>
/// <remarks>
/// Lists hold, for each term, rows by their distances with an impact each; longer ones begin with the last row of each block, its
/// length and that of its positions. Positions hold a term's places in each memory by their distances, ended by a zero. The dictionary holds
/// blocks of terms with the sizes of both, the directory each block's first eight bytes and place, the footer the sizes of
/// the parts and a CRC-32C of them.
/// </remarks>
internal static class SegmentFormat
{
    public const int TermsInBlock = 32;

    public const int PostingsInBlock = 1024;

    public const int LongestNumber = 5;

    public const int FooterLength = 20;

    public const int DirectoryEntryLength = 12;

    /// <summary>The first eight bytes of a term as a number that sorts as they do.</summary>
    public static ulong Prefix(ReadOnlySpan<byte> text)
    {
        if (text.Length >= 8)
        {
            return BinaryPrimitives.ReadUInt64BigEndian(text);
        }

        ulong prefix = 0;
        for (int place = 0; place < text.Length; place++)
        {
            prefix |= (ulong)text[place] << (56 - (8 * place));
        }

        return prefix;
    }

    /// <summary>The CRC-32C of bytes.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}

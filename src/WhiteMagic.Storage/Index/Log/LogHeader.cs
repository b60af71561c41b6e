using System.Buffers.Binary;
using WhiteMagic.Storage.Index.Segments;

namespace WhiteMagic.Storage.Index.Log;

/// <summary>What stands at the beginning of an <see cref="IndexLog"/>.</summary>
/// <param name="Epoch">Names this filling of the file.</param>
/// <param name="Before">The filling before, all of which the index has; 0 when there was none.</param>
/// <param name="End">Where the next frame goes.</param>
/// <param name="Taken">Up to where the index has it at least; worth nothing when it is of another epoch.</param>
internal readonly record struct LogHeader(long Epoch, long Before, long End, LogPosition Taken)
{
    public const int Length = 56;

    /// <summary>How much of it, from its beginning, is for those to write who append.</summary>
    public const int AppenderLength = 40;

    /// <summary>How much of it, from there on, is for those to write who take in.</summary>
    public const int TakerLength = 16;

    // The frames hold what the index's version makes of texts.
    private const ulong Magic = 0x676F_6C6D_7700_0000 | IndexSchema.Version;

    public LogPosition Position => new(Epoch, End);

    /// <summary>How many bytes the index may not have yet.</summary>
    public long Untaken => End - (Taken.Epoch == Epoch ? Taken.Offset : Length);

    /// <summary>The header of an empty log that follows a filling, if any.</summary>
    public static LogHeader After(LogHeader? before) =>
        new(Random.Shared.NextInt64(1, long.MaxValue), before?.Epoch ?? 0, Length, default);

    public static LogHeader? Parse(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Length && BinaryPrimitives.ReadUInt64LittleEndian(bytes) == Magic && Number(bytes, 32) == SegmentFormat.Checksum(bytes[..32])
            ? new(Number(bytes, 8), Number(bytes, 16), Number(bytes, 24), new(Number(bytes, 40), Number(bytes, 48)))
            : null;

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Epoch);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], Before);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], End);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], SegmentFormat.Checksum(bytes[..32]));
        WriteTaken(bytes[AppenderLength..], Taken);
    }

    public static void WriteTaken(Span<byte> bytes, LogPosition taken)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes, taken.Epoch);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], taken.Offset);
    }

    private static long Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}

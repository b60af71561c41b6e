using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace WhiteMagic.Execution.Caching;

// The bytes of a value in a second level, little-endian:
//   0  "WMC" and the layout's version (1)
//   4  CRC-32C of the key's UTF-16 characters and of everything from 8 on
//   8  the version of the value's own bytes
//  12  1 when the value is null, else 0
//  13  when its computation began, until when it is fresh, until when it may stand in: UTC ticks of 100 ns
//  37  how many tags (2 bytes), then each as its length in UTF-8 (2 bytes) and its UTF-8
//      the value's own bytes, to the end
internal sealed record CacheEnvelope
{
    private const uint Magic = 0x01_43_4D_57;
    private const int ChecksumAt = 4;
    private const int CheckedFrom = 8;
    private const int TagsAt = 37;

    public required int ValueVersion { get; init; }

    public required bool IsNull { get; init; }

    public required DateTimeOffset BeganUtc { get; init; }

    public required DateTimeOffset FreshUntilUtc { get; init; }

    public required DateTimeOffset UsableUntilUtc { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required ReadOnlyMemory<byte> Payload { get; init; }

    public byte[] ToBytes(string key)
    {
        var bytes = new ArrayBufferWriter<byte>(TagsAt + 2 + Payload.Length);
        var head = bytes.GetSpan(TagsAt + 2)[..(TagsAt + 2)];
        BinaryPrimitives.WriteUInt32LittleEndian(head, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], ValueVersion);
        head[12] = IsNull ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64LittleEndian(head[13..], BeganUtc.UtcTicks);
        BinaryPrimitives.WriteInt64LittleEndian(head[21..], FreshUntilUtc.UtcTicks);
        BinaryPrimitives.WriteInt64LittleEndian(head[29..], UsableUntilUtc.UtcTicks);
        BinaryPrimitives.WriteUInt16LittleEndian(head[TagsAt..], (ushort)Tags.Count);
        bytes.Advance(head.Length);
        foreach (var tag in Tags)
        {
            var length = Encoding.UTF8.GetByteCount(tag);
            var room = bytes.GetSpan(2 + length);
            BinaryPrimitives.WriteUInt16LittleEndian(room, (ushort)length);
            bytes.Advance(2 + Encoding.UTF8.GetBytes(tag, room[2..]));
        }

        bytes.Write(Payload.Span);
        var whole = bytes.WrittenSpan.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(whole.AsSpan(ChecksumAt), Checksum(key, whole));
        return whole;
    }

    public static bool TryRead(string key, ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out CacheEnvelope? envelope)
    {
        envelope = null;
        var span = bytes.Span;
        if (span.Length < TagsAt + 2
            || BinaryPrimitives.ReadUInt32LittleEndian(span) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(span[ChecksumAt..]) != Checksum(key, span)
            || !TryReadTags(span, out var tags, out var payloadAt)
            || !TryReadTime(span[13..], out var began)
            || !TryReadTime(span[21..], out var freshUntil)
            || !TryReadTime(span[29..], out var usableUntil))
        {
            return false;
        }

        envelope = new()
        {
            ValueVersion = BinaryPrimitives.ReadInt32LittleEndian(span[8..]),
            IsNull = span[12] != 0,
            BeganUtc = began,
            FreshUntilUtc = freshUntil,
            UsableUntilUtc = usableUntil,
            Tags = tags,
            Payload = bytes[payloadAt..],
        };
        return true;
    }

    private static bool TryReadTime(ReadOnlySpan<byte> bytes, out DateTimeOffset time)
    {
        var ticks = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        var isTime = ticks >= DateTimeOffset.MinValue.Ticks && ticks <= DateTimeOffset.MaxValue.Ticks;
        time = isTime ? new(ticks, TimeSpan.Zero) : default;
        return isTime;
    }

    private static bool TryReadTags(ReadOnlySpan<byte> span, out string[] tags, out int end)
    {
        tags = new string[BinaryPrimitives.ReadUInt16LittleEndian(span[TagsAt..])];
        end = TagsAt + 2;
        for (var i = 0; i < tags.Length; i++)
        {
            if (span.Length - end < 2)
            {
                return false;
            }

            var length = BinaryPrimitives.ReadUInt16LittleEndian(span[end..]);
            end += 2;
            if (span.Length - end < length)
            {
                return false;
            }

            tags[i] = Encoding.UTF8.GetString(span.Slice(end, length));
            end += length;
        }

        return true;
    }

    // The key takes part, so that bytes given for another key are not taken for this one's.
    private static uint Checksum(string key, ReadOnlySpan<byte> whole) =>
        Append(Append(uint.MaxValue, MemoryMarshal.AsBytes(key.AsSpan())), whole[CheckedFrom..]) ^ uint.MaxValue;

    private static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var one in bytes)
        {
            checksum = BitOperations.Crc32C(checksum, one);
        }

        return checksum;
    }
}

using System.Buffers.Binary;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Reads what <see cref="ByteWriter"/> wrote.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int At { get; private set; }

    public readonly bool IsAtEnd => At >= _bytes.Length;

    public byte Byte() => _bytes[At++];

    public uint Number()
    {
        uint value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = _bytes[At++];
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    public ulong Fixed() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    /// <summary>Reads how many things follow, of which each takes a byte at least.</summary>
    public int CountOfRest() => Count() is var count && count <= _bytes.Length - At ? count : throw new OverflowException();

    /// <summary>Reads a number that is a length or an offset.</summary>
    public int Count() => checked((int)Number());

    public ReadOnlySpan<byte> Bytes(int length)
    {
        ReadOnlySpan<byte> read = _bytes.Slice(At, length);
        At += length;
        return read;
    }

    public readonly ReadOnlySpan<byte> Rest() => _bytes[At..];
}

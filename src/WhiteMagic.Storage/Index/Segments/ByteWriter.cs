using System.Buffers.Binary;
using System.Text;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Collects bytes in one growing array.</summary>
internal sealed class ByteWriter(int capacity = 256)
{
    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Byte(byte value)
    {
        if (Length == _bytes.Length)
        {
            Grow(1);
        }

        _bytes[Length++] = value;
    }

    /// <summary>Writes a number in groups of seven bits, the lowest first; only zero ends in a zero byte.</summary>
    public void Number(uint value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    public void Text(ReadOnlySpan<char> text) =>
        Length += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));

    /// <summary>Gives what was written, without a copy when it has just the foreseen length.</summary>
    public byte[] ToArray() => Length == _bytes.Length ? _bytes : Written.ToArray();

    public void Fixed(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Room(4), value);
        Length += 4;
    }

    public void Fixed(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Room(8), value);
        Length += 8;
    }

    /// <summary>Writes over four bytes that were written before.</summary>
    public void SetFixed(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(at, 4), value);

    /// <summary>Makes room for so many bytes more.</summary>
    public void Reserve(int length)
    {
        if (Length + length > _bytes.Length)
        {
            Grow(length);
        }
    }

    private Span<byte> Room(int length)
    {
        Reserve(length);
        return _bytes.AsSpan(Length, length);
    }

    private void Grow(int length) => Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + length));
}

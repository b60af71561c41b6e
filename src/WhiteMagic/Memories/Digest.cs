using System.Buffers.Binary;
using System.Numerics;

namespace WhiteMagic.Memories;

/// <summary>
/// Tells states apart by 128 bits, the same in every process and on every machine. It is no defence against someone who
/// makes states up.
/// </summary>
internal struct Digest
{
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xC2B2AE3D27D4EB4F;

    private ulong _a;
    private ulong _b;

    public static UInt128 Of(ReadOnlySpan<byte> bytes)
    {
        var digest = default(Digest);
        digest.Add(bytes);
        return digest.Value;
    }

    /// <summary>The digest of what was added so far.</summary>
    public readonly UInt128 Value
    {
        get
        {
            Digest last = this;
            last.Add(First);
            last.Add(Second);
            return new UInt128(last._a, last._b);
        }
    }

    // The two halves of a product of 128 bits, folded, in two lanes that feed each other.
    public void Add(ulong value)
    {
        ulong high = Math.BigMul(_a ^ value ^ First, _b ^ Second, out ulong low);
        (_a, _b) = (BitOperations.RotateLeft(_b, 23) ^ low ^ (value * First), _a ^ high ^ BitOperations.RotateLeft(value * Second, 31));
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Add((ulong)bytes.Length);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        Span<byte> rest = stackalloc byte[sizeof(ulong)];
        rest.Clear();
        bytes.CopyTo(rest);
        Add(BinaryPrimitives.ReadUInt64LittleEndian(rest));
    }
}

using System.Buffers.Binary;
using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Index;

/// <summary>Keeps the sum of <see cref="RecordDigest"/> over all that is indexed.</summary>
internal static class IndexDigest
{
    private const int Length = 16;

    public static UInt128 Read(IndexConnection connection)
    {
        IndexStatement row = connection.Statement("SELECT sum FROM digest");
        UInt128 digest = row.Step() && row.Blob(0) is { Length: Length } sum ? BinaryPrimitives.ReadUInt128LittleEndian(sum) : 0;
        row.Reset();
        return digest;
    }

    public static void Add(IndexConnection connection, UInt128 change)
    {
        if (change != 0)
        {
            Span<byte> sum = stackalloc byte[Length];
            BinaryPrimitives.WriteUInt128LittleEndian(sum, unchecked(Read(connection) + change));
            connection.Statement("UPDATE digest SET sum = ?1").Bind(1, sum).Run();
        }
    }
}

using System.Buffers.Binary;
using WhiteMagic.Memories;

namespace WhiteMagic.Tests.Memories;

public sealed class DigestTests
{
    [Fact]
    public void Of_TextsThatDifferInOneBit_AreFarApart()
    {
        byte[] text = [.. Enumerable.Range(0, 100).Select(static i => (byte)i)];
        UInt128 whole = Digest.Of(text);
        for (int bit = 0; bit < text.Length * 8; bit++)
        {
            text[bit / 8] ^= (byte)(1 << (bit % 8));
            UInt128 changed = Digest.Of(text) ^ whole;
            Assert.InRange((int)UInt128.PopCount(changed), 30, 98);
            Assert.NotEqual(0UL, (ulong)changed);
            text[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Of_ManyShortTexts_AreAllDifferent_InTheHalfThatNamesVersions()
    {
        var seen = new HashSet<ulong>();
        byte[] number = new byte[4];
        for (int i = 0; i < 300_000; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(number, i);
            Assert.True(seen.Add((ulong)Digest.Of(number)));
        }

        // Zeros at the end count.
        Assert.True(seen.Add((ulong)Digest.Of([0, 0, 0, 0, 0])));
        Assert.True(seen.Add((ulong)Digest.Of([])));
    }

    [Fact]
    public void Of_TheSameRecordsInAnotherOrder_IsTheSame_AndOfAnyOtherIsNot()
    {
        (RecordKey, RecordStamp)[] records = [Record(MemoryFolder.ShortTerm, "a.md", 1), Record(MemoryFolder.LongTerm, "b.md", 2)];
        UInt128 digest = RecordDigest.Of(records);

        Assert.Equal(digest, RecordDigest.Of(records.Reverse()));
        Assert.NotEqual(digest, RecordDigest.Of([Record(MemoryFolder.ShortTerm, "b.md", 1), Record(MemoryFolder.LongTerm, "a.md", 2)]));
        Assert.NotEqual(digest, RecordDigest.Of([Record(MemoryFolder.Archive, "a.md", 1), records[1]]));
        Assert.NotEqual(digest, RecordDigest.Of([Record(MemoryFolder.ShortTerm, "a.md", 2), Record(MemoryFolder.LongTerm, "b.md", 1)]));
        Assert.NotEqual(digest, RecordDigest.Of(records[..1]));
    }

    private static (RecordKey Key, RecordStamp Stamp) Record(MemoryFolder folder, string id, long changed) =>
        (new RecordKey(folder, MemoryId.Parse(id)), new RecordStamp(changed, 10, 20));
}

using CsCheck;
using WhiteMagic.Memories;

namespace WhiteMagic.Tests.Memories;

public sealed class RecordCacheTests
{
    private const int Capacity = 80;

    [Fact]
    public void TryGet_OfAnotherState_GivesNothing()
    {
        var cache = new RecordCache(Capacity);
        cache.Add(Entry(1, state: 1, length: 5));

        Assert.True(cache.TryGet(Key(1), Stamp(1), out MemoryEntry? entry));
        Assert.Equal(5, entry.Content.Length);
        Assert.False(cache.TryGet(Key(1), Stamp(2), out _));
        Assert.False(cache.TryGet(Key(2), Stamp(1), out _));
    }

    [Fact]
    public void Add_PastTheCapacity_DropsWhatWasUsedLongestAgo()
    {
        var cache = new RecordCache(Capacity);
        for (int i = 0; i < 8; i++)
        {
            cache.Add(Entry(i, state: 1, length: 10));
        }

        Assert.True(cache.TryGet(Key(0), Stamp(1), out _));
        cache.Add(Entry(8, state: 1, length: 10));

        Assert.True(cache.TryGet(Key(0), Stamp(1), out _));
        Assert.False(cache.TryGet(Key(1), Stamp(1), out _));
        Assert.Equal(8, cache.Clear());
    }

    [Fact]
    public void Add_OfAGreatRecord_KeepsTheOthers()
    {
        var cache = new RecordCache(Capacity);
        cache.Add(Entry(1, state: 1, length: 10));

        cache.Add(Entry(2, state: 1, length: 11));

        Assert.False(cache.TryGet(Key(2), Stamp(1), out _));
        Assert.Equal(1, cache.Clear());
    }

    [Fact]
    public void AnySequence_KeepsWithinTheCapacityAndNeverGivesAnOldState() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 3], Gen.Int[0, 12]).Array[0, 60].Sample(static steps =>
        {
            var cache = new RecordCache(Capacity);
            var last = new Dictionary<int, (int State, int Length)>();
            foreach ((int key, int state, int length) in steps)
            {
                cache.Add(Entry(key, state, length));
                if (length <= Capacity / 8)
                {
                    last[key] = (state, length);
                }
            }

            int held = 0;
            foreach ((int key, (int state, int length)) in last)
            {
                held += cache.TryGet(Key(key), Stamp(state), out MemoryEntry? entry) ? length : 0;
                Assert.True(entry is null || entry.Content.Length == length);
            }

            Assert.InRange(held, 0, Capacity);
        });

    private static RecordKey Key(int number) => new(MemoryFolder.ShortTerm, MemoryId.Parse($"{number}.md"));

    private static RecordStamp Stamp(int state) => new(state, 0, 0);

    private static MemoryEntry Entry(int key, int state, int length) => new()
    {
        Key = Key(key),
        Kind = MemoryKind.ShortTerm,
        Title = "t",
        Tags = [],
        Created = DateTimeOffset.UnixEpoch,
        Updated = DateTimeOffset.UnixEpoch,
        Version = "v",
        Content = new string('x', length),
        Stamp = Stamp(state),
    };
}

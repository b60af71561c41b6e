using Microsoft.Extensions.Time.Testing;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Storage.Tests.Spaces;

public sealed class NamingTests : IAsyncLifetime
{
    private readonly StoreBench _bench = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 10, 15, 0, TimeSpan.Zero))
    {
        AutoAdvanceAmount = TimeSpan.Zero,
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Clock_GoesBack_NothingIsOverwritten()
    {
        IMemorySpace space = await _bench.OpenAsync(_clock);
        MemoryReceipt first = await StoreBench.CreateAsync(space, "Same", "one");
        _clock.AdjustTime(_clock.GetUtcNow().AddHours(-2));
        MemoryReceipt earlier = await StoreBench.CreateAsync(space, "Same", "two");
        await space.UpdateAsync(first.Filename, new MemoryPatch { Append = "three" }, Cancel);
        _clock.AdjustTime(_clock.GetUtcNow().AddHours(2));
        MemoryReceipt again = await StoreBench.CreateAsync(space, "Same", "four");

        Assert.Equal(3, new HashSet<MemoryId> { first.Filename, earlier.Filename, again.Filename }.Count);
        Assert.Equal("onethree", await TextAsync(space, first.Filename));
        Assert.Equal("two", await TextAsync(space, earlier.Filename));
        Assert.Equal("four", await TextAsync(space, again.Filename));
        await StoreBench.AssertHealthyAsync(space);
    }

    [Fact]
    public async Task Create_OneSecondOneTitleManyCallers_EachHasItsName()
    {
        IMemorySpace[] spaces = [await _bench.OpenAsync(_clock), await _bench.OpenAsync(_clock)];

        MemoryReceipt[] receipts = await Task.WhenAll(Enumerable.Range(0, 48).Select(i => Task.Run(
            () => StoreBench.CreateAsync(
                spaces[i % 2], "Same", $"text {i}", i % 3 == 0 ? MemoryKind.LongTerm : MemoryKind.ShortTerm), Cancel)));

        Assert.Equal(48, receipts.Select(static receipt => receipt.Filename).Distinct().Count());
        for (int i = 0; i < receipts.Length; i++)
        {
            Assert.Equal($"text {i}", await TextAsync(spaces[0], receipts[i].Filename));
        }

        await StoreBench.AssertHealthyAsync(spaces[1]);
    }

    [Fact]
    public async Task Create_NameTakenInTheArchive_IsNotUsedAgain()
    {
        IMemorySpace space = await _bench.OpenAsync(_clock);
        MemoryReceipt first = await StoreBench.CreateAsync(space, "Same", "one");
        await space.DeleteAsync(first.Filename, cancellationToken: Cancel);

        MemoryReceipt second = await StoreBench.CreateAsync(space, "Same", "two");

        Assert.NotEqual(first.Filename, second.Filename);
        await space.RestoreAsync(first.Filename, cancellationToken: Cancel);
        await StoreBench.AssertHealthyAsync(space);
    }

    [Fact]
    public async Task Create_OneKeyManyCallersTwoStores_IsOneMemory()
    {
        IMemorySpace[] spaces = [await _bench.OpenAsync(), await _bench.OpenAsync()];
        var draft = new MemoryDraft { Title = "Once", Content = "Only once.", IdempotencyKey = "key-1" };

        MemoryReceipt[] receipts = await Task.WhenAll(Enumerable.Range(0, 16).Select(
            i => Task.Run(() => spaces[i % 2].CreateAsync(draft, Cancel), Cancel)));

        MemoryId id = Assert.Single(receipts.Select(static receipt => receipt.Filename).Distinct());
        Assert.Equal(["Once"], await StoreBench.TitlesAsync(spaces[0]));
        await spaces[1].ReindexAsync(null, Cancel);
        Assert.Equal(id, (await spaces[0].CreateAsync(draft, Cancel)).Filename);
        await _bench.CloseAsync();
        Directory.Delete(_bench.State, recursive: true);
        IMemorySpace fresh = await _bench.OpenAsync();
        Assert.Equal(id, (await fresh.CreateAsync(draft, Cancel)).Filename);
    }

    private static async Task<string> TextAsync(IMemorySpace space, MemoryId id) =>
        (await space.ReadAsync(new ReadRequest { Filename = id }, Cancel)).Content.Replace("\n", "", StringComparison.Ordinal);
}

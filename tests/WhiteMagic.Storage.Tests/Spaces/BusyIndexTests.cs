using System.Diagnostics;
using Microsoft.Data.Sqlite;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Storage.Tests.Spaces;

public sealed class BusyIndexTests : IAsyncLifetime
{
    private readonly StoreBench _bench = new();
    private IMemorySpace _space = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _space = await _bench.OpenAsync();
        await StoreBench.CreateAsync(_space, "Alpha", "apples");
        Assert.Equal(["Alpha"], await StoreBench.TitlesAsync(_space));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Write_IndexHeldByAnotherProgram_IsDoneAndFoundAfterwards()
    {
        MemoryId id = (await _space.ListAsync(new ListQuery(), Cancel)).Memories[0].Filename;
        await using (await HoldAsync("BEGIN EXCLUSIVE"))
        {
            await StoreBench.CreateAsync(_space, "Beta", "bananas");
            await _space.UpdateAsync(id, new MemoryPatch { Append = "pears" }, Cancel);

            long began = Stopwatch.GetTimestamp();
            StoreBusyException busy = await Assert.ThrowsAsync<StoreBusyException>(() => StoreBench.FindAsync(_space, "bananas"));
            Assert.Equal("the index (.whitemagic/index.db) is locked by another program; close what holds it open and try again", busy.Message);
            Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 12);
        }

        Assert.Equal(["Beta"], await StoreBench.FindAsync(_space, "bananas"));
        Assert.Equal(["Alpha"], await StoreBench.FindAsync(_space, "pears"));
        Assert.Equal(["Alpha", "Beta"], await StoreBench.TitlesAsync(_space));
        await StoreBench.AssertHealthyAsync(_space);
    }

    [Fact]
    public async Task Read_OutsideChangeWhileTheIndexIsHeld_IsSeenAfterwards()
    {
        await using (await HoldAsync("BEGIN EXCLUSIVE"))
        {
            _bench.Put("c.md", StoreBench.Memory("Gamma", "cherries"));
            await Assert.ThrowsAsync<StoreBusyException>(() => StoreBench.FindAsync(_space, "cherries"));
        }

        Assert.Equal(["Gamma"], await StoreBench.FindAsync(_space, "cherries"));
    }

    private async Task<SqliteConnection> HoldAsync(string sql)
    {
        var connection = new SqliteConnection($"Data Source={_bench.Index};Pooling=false");
        await connection.OpenAsync(Cancel);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancel);
        return connection;
    }
}

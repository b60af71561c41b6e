using Microsoft.Data.Sqlite;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Storage.Tests.Spaces;

public sealed class IndexLossTests : IAsyncLifetime
{
    private static readonly string[] Expected = ["Alpha", "Beta", "Gamma"];

    private readonly StoreBench _bench = new();
    private IMemorySpace _space = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _space = await _bench.OpenAlphaAndBetaAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Index_DeletedWhileOpen_NextReadHasEverything()
    {
        DeleteIndex();

        Assert.Equal(["Beta"], await StoreBench.FindAsync(_space, "bananas"));
        await StoreBench.AssertHealthyAsync(_space);
    }

    [Fact]
    public async Task Index_DeletedWhileOpen_AWriteDoesNotHideTheRest()
    {
        DeleteIndex();

        await StoreBench.CreateAsync(_space, "Gamma");

        Assert.Equal(Expected, await StoreBench.TitlesAsync(_space));
        await StoreBench.AssertHealthyAsync(_space);
    }

    [Fact]
    public async Task Index_DeletedWhileTwoStoresAreOpen_BothHaveEverything()
    {
        IMemorySpace other = await _bench.OpenAsync();
        await StoreBench.TitlesAsync(other);
        DeleteIndex();

        await StoreBench.CreateAsync(other, "Gamma");

        Assert.Equal(Expected, await StoreBench.TitlesAsync(_space));
        Assert.Equal(Expected, await StoreBench.TitlesAsync(other));
        await StoreBench.AssertHealthyAsync(_space);
    }

    [Fact]
    public async Task StateFolder_DeletedWhileOpen_ReadsAndWritesGoOn()
    {
        Directory.Delete(_bench.State, recursive: true);

        Assert.Equal(["Alpha"], await StoreBench.FindAsync(_space, "apples"));
        Directory.Delete(_bench.State, recursive: true);
        await StoreBench.CreateAsync(_space, "Gamma");
        Assert.Equal(Expected, await StoreBench.TitlesAsync(_space));
        Directory.Delete(_bench.State, recursive: true);
        await _space.DeleteAsync(MemoryId.Parse("b"), cancellationToken: Cancel);
        Assert.Equal(Expected, await StoreBench.TitlesAsync(_space, archived: true));
        await StoreBench.AssertHealthyAsync(_space);
    }

    [Fact]
    public async Task Log_DeletedAfterAWrite_EveryStoreFindsWhatWasWritten()
    {
        IMemorySpace other = await _bench.OpenAsync();
        Assert.Equal(["Alpha", "Beta"], await StoreBench.TitlesAsync(other));
        await StoreBench.CreateAsync(_space, "Gamma");

        File.Delete(Path.Combine(_bench.State, "index.log"));

        Assert.Equal(Expected, await StoreBench.TitlesAsync(other));
        Assert.Equal(Expected, await StoreBench.TitlesAsync(_space));
        await StoreBench.AssertHealthyAsync(await _bench.OpenAsync());
    }

    [Fact]
    public async Task Log_CannotBeWritten_WritesAreDoneAndFound()
    {
        File.Delete(Path.Combine(_bench.State, "index.log"));
        Directory.CreateDirectory(Path.Combine(_bench.State, "index.log"));

        IMemorySpace space = await _bench.OpenAsync();
        await StoreBench.CreateAsync(space, "Gamma");

        Assert.Equal(Expected, await StoreBench.TitlesAsync(space));
        await StoreBench.AssertHealthyAsync(space);
    }

    [Fact]
    public async Task Index_GarbageAtOpening_IsBuiltAnew()
    {
        await _bench.CloseAsync();
        Overwrite();

        IMemorySpace space = await _bench.OpenAsync();

        Assert.Equal(["Alpha", "Beta"], await StoreBench.TitlesAsync(space));
        await StoreBench.AssertHealthyAsync(space);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Index_OverwrittenWhileOpen_IsBuiltAnewByTheNextOperation(bool writeFirst)
    {
        await _space.ReindexAsync(null, Cancel);
        Overwrite();

        if (writeFirst)
        {
            await StoreBench.CreateAsync(_space, "Gamma");
            Assert.Equal(Expected, await StoreBench.TitlesAsync(_space));
        }

        Assert.Equal(["Alpha"], await StoreBench.FindAsync(_space, "apples"));
        await StoreBench.AssertHealthyAsync(_space);
    }

    [Fact]
    public async Task Index_TruncatedWhileTwoStoresAreOpen_BothRecover()
    {
        IMemorySpace other = await _bench.OpenAsync();
        await StoreBench.TitlesAsync(other);
        await using (var file = new FileStream(_bench.Index, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(100);
        }

        File.Delete(_bench.Index + "-wal");

        await StoreBench.CreateAsync(other, "Gamma");
        Assert.Equal(Expected, await StoreBench.TitlesAsync(_space));
        Assert.Equal(Expected, await StoreBench.TitlesAsync(other));
    }

    [Fact]
    public async Task Index_AnyPageDamaged_LosesNothingAndHoldsNobodyUp()
    {
        const int PageSize = 4096;
        await _space.ReindexAsync(null, Cancel);
        await _bench.CloseAsync();
        byte[] whole = await File.ReadAllBytesAsync(_bench.Index, Cancel);
        Assert.InRange(whole.Length, 10 * PageSize, 100 * PageSize);
        string[] expected = ["Alpha", "Beta"];
        for (int page = 0; page < whole.Length / PageSize; page++)
        {
            DeleteIndex();
            byte[] damaged = [.. whole];
            new Random(page).NextBytes(damaged.AsSpan(page * PageSize, PageSize));
            await File.WriteAllBytesAsync(_bench.Index, damaged, Cancel);
            IMemorySpace space = await _bench.OpenAsync();

            await StoreBench.CreateAsync(space, $"Page {page:00}");
            expected = [.. expected, $"Page {page:00}"];

            Assert.Equal(expected, await StoreBench.TitlesAsync(space));
            Assert.Equal(["Alpha"], await StoreBench.FindAsync(space, "apples"));
            await _bench.CloseAsync();
        }
    }

    [Fact]
    public async Task Index_OfAnOlderSchema_IsBuiltAnew()
    {
        await _bench.CloseAsync();
        await using (var connection = new SqliteConnection($"Data Source={_bench.Index};Pooling=false"))
        {
            await connection.OpenAsync(Cancel);
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 0; DROP TABLE memories; CREATE TABLE memories(old TEXT)";
            await command.ExecuteNonQueryAsync(Cancel);
        }

        IMemorySpace space = await _bench.OpenAsync();

        Assert.Equal(["Beta"], await StoreBench.FindAsync(space, "bananas"));
        await StoreBench.AssertHealthyAsync(space);
    }

    private void DeleteIndex()
    {
        foreach (string file in Directory.GetFiles(_bench.State, "index.db*"))
        {
            File.Delete(file);
        }
    }

    private void Overwrite()
    {
        byte[] garbage = new byte[64 * 1024];
        new Random(7).NextBytes(garbage);
        foreach (string path in Directory.GetFiles(_bench.State, "index.db*").Where(static path => !path.EndsWith("-shm", StringComparison.Ordinal)))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            file.Write(garbage);
        }
    }
}

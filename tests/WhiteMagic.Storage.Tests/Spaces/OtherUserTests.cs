using WhiteMagic.Storage.Tests.Processes;

using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Spaces;

/// <summary>A store opened by a user who may not do everything with it.</summary>
public sealed class OtherUserTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private StoreBench _bench = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Root may do everything, so it starts a user who may not; any other user takes the rights from itself.
    private static bool IsRoot => Environment.IsPrivilegedProcess;

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Takes rights away as Linux knows them.");
        _bench = new StoreBench(_folder.Root);
        _bench.PutAlphaAndBeta();
        Directory.CreateDirectory(_bench.PathOf("", "archive"));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_bench is not null)
        {
            await Shell.RunAsync("chmod", ["-R", "u+rwX", _folder.Root], CancellationToken.None);
            await _bench.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Theory]
    [InlineData(StoreProgram.Worker)]
    [InlineData(StoreProgram.PublishedWm)]
    public async Task ReadOnlyFolder_ReadsAndSearchesWork_WritesSayWhy(StoreProgram program)
    {
        await MakeReadOnlyAsync();
        using var other = new StoreProcess(program, _folder.Root, asNobody: IsRoot);

        Assert.Equal("a.md", await other.AskAsync("find", "apples"));
        foreach (string operation in (string[])["create\tshort_term\tT\tC", "append\ta.md\tmore\tx", "archive\ta.md"])
        {
            Assert.Equal(
                "the store could not be written: the store is read-only for this user; give write access to its folders, or choose another base folder",
                await other.RefusalAsync(operation));
        }

        await Shell.RunAsync("chmod", ["u+w", _bench.PathOf("")], Cancel);
        _bench.Put("c.md", StoreBench.Memory("Gamma", "cherries"));
        await MakeReadOnlyAsync();
        Assert.Equal("c.md", await other.AskAsync("find", "cherries"));
        Assert.False(Directory.Exists(_bench.State));
    }

    [Theory]
    [InlineData(StoreProgram.Worker)]
    [InlineData(StoreProgram.PublishedWm)]
    public async Task ReadOnlyFolder_WithAnIndex_IsReadWithoutIt(StoreProgram program)
    {
        await StoreBench.TitlesAsync(await _bench.OpenAsync());
        await _bench.CloseAsync();
        await MakeReadOnlyAsync();
        using var other = new StoreProcess(program, _folder.Root, asNobody: IsRoot);

        Assert.Equal("b.md", await other.AskAsync("find", "bananas"));
    }

    [Theory]
    [InlineData(StoreProgram.Worker)]
    [InlineData(StoreProgram.PublishedWm)]
    public async Task UnreadableFile_IsRefusedAndTheRestWorks(StoreProgram program)
    {
        await MakeUnreadableAsync();
        using var other = new StoreProcess(program, _folder.Root, asNobody: IsRoot);

        Assert.Equal("b.md", await other.AskAsync("find", "bananas"));
        string created = await other.AskAsync("create", "short_term", "Gamma", "cherries");
        Assert.Equal(created, await other.AskAsync("find", "cherries"));
        Assert.StartsWith("short_term/a.md", await other.RefusalAsync("append\ta.md\tmore\tx"), StringComparison.Ordinal);

        await Shell.RunAsync("chmod", ["600", _bench.PathOf("a.md")], Cancel);
        Assert.Equal("a.md", await other.AskAsync("find", "apples"));
    }

    [Fact]
    public async Task UnreadableFile_IsAProblemUntilItIsReadable()
    {
        await MakeUnreadableAsync();
        using var other = new StoreProcess(StoreProgram.Worker, _folder.Root, asNobody: IsRoot);

        Assert.StartsWith("short_term/a.md: the file cannot be read", await other.AskAsync("problems"), StringComparison.Ordinal);
        await Shell.RunAsync("chmod", ["600", _bench.PathOf("a.md")], Cancel);
        Assert.Equal("", await other.AskAsync("problems"));
    }

    private Task MakeReadOnlyAsync() => Shell.RunAsync("chmod", ["-R", IsRoot ? "a+rX" : "a-w", _folder.Root], Cancel);

    private async Task MakeUnreadableAsync()
    {
        if (IsRoot)
        {
            await Shell.RunAsync("chown", ["-R", "65534:65534", _folder.Root], Cancel);
        }

        await Shell.RunAsync("chmod", ["0", _bench.PathOf("a.md")], Cancel);
    }
}

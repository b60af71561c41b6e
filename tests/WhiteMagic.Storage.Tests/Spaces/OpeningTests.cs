using WhiteMagic.Memories;
using WhiteMagic.Spaces;
using WhiteMagic.Storage.Tests.Files;

using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Spaces;

public sealed class OpeningTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_WhileAnotherProcessWrites_CanWriteAfterwards()
    {
        await using var bench = new StoreBench();
        Directory.CreateDirectory(bench.State);
        using var other = new WorkerProcess("hold", Path.Combine(bench.State, "write.lock"));
        await other.HoldsAsync(Cancel);

        IMemorySpace space = await bench.OpenAsync();
        Task<MemoryReceipt> waiting = StoreBench.CreateAsync(space, "Alpha");
        Assert.False(waiting.IsCompleted);
        other.Release();

        await waiting.WaitAsync(Cancel);
        await other.EndAsync(Cancel);
        Assert.Equal(["Alpha"], await StoreBench.TitlesAsync(space));
    }

    [Fact]
    public async Task Open_BaseFolderIsAFile_SaysSo()
    {
        using var folder = new TemporaryFolder();
        await using var bench = new StoreBench(folder.Write("file", "not a folder"));

        var failure = await Assert.ThrowsAsync<StoreWriteException>(() => bench.OpenAsync());

        Assert.Contains("another base folder", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Root, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../a.md")]
    [InlineData("..\\a.md")]
    [InlineData("/etc/passwd")]
    [InlineData("archive/a.md")]
    [InlineData("a\0.md")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(".hidden.md")]
    [InlineData("CON")]
    [InlineData("NUL.md")]
    [InlineData("lpt1.x.md")]
    [InlineData("C:a.md")]
    [InlineData("")]
    [InlineData(" ")]
    public void Id_ThatIsNoPlainName_IsRefusedWithARemedy(string id)
    {
        var failure = Assert.Throws<InvalidInputException>(() => MemoryId.Parse(id));

        Assert.StartsWith("filename", failure.Message, StringComparison.Ordinal);
        Assert.Contains("give", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Id_OfThreeHundredCharacters_IsRefused()
    {
        var failure = Assert.Throws<InvalidInputException>(() => MemoryId.Parse(new string('a', 300)));

        Assert.Contains("255", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Id_WithHalfACharacter_IsRefused() => Assert.Throws<InvalidInputException>(() => MemoryId.Parse("a\ud800.md"));
}

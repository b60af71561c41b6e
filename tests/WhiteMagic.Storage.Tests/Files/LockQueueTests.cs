using WhiteMagic.Storage.Files;

using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Files;

public sealed class LockQueueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LockQueueTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Locks of an open file.");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Join_OneAfterAnother_NumbersThemAndShowsTheLine()
    {
        using var first = Open();
        using var second = Open();
        Assert.True(first.IsEmpty());
        var one = first.Join();
        Assert.False(second.IsEmpty());
        Assert.Equal(one + 1, second.Join());
        first.Leave(one);
        Assert.True(second.IsEmpty());
        Assert.False(first.IsEmpty());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WaitForTurn_TheOneBeforeLeavesOrDies_Returns(bool dies)
    {
        using var first = Open();
        using var second = Open();
        var one = first.Join();
        var two = second.Join();
        var left = false;
        var turn = Task.Run(() =>
        {
            second.WaitForTurn(two);
            return Volatile.Read(ref left);
        });
        Volatile.Write(ref left, true);
        if (dies)
        {
            first.Dispose();
        }
        else
        {
            first.Leave(one);
        }

        Assert.True(await turn);
    }

    [Fact]
    public void Join_NumberLostOrBroken_StartsAgain()
    {
        using var first = Open();
        _ = first.Join();
        File.WriteAllBytes(Path.Combine(_folder.Root, "queue"), [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
        using var second = Open();

        // The number it would get is taken by the first: it goes without one, and the lock itself decides.
        Assert.Equal(0, second.Join());
        second.WaitForTurn(0);
        second.Leave(0);
    }

    private LockQueue Open() => new(Path.Combine(_folder.Root, "queue"));
}

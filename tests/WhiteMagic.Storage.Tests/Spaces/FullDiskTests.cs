using WhiteMagic.Memories;
using WhiteMagic.Spaces;
using WhiteMagic.Storage.Files;
using WhiteMagic.Storage.Tests.Files;

using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Spaces;

public sealed class FullDiskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // A disk that can be filled takes root to mount; to any other user the folders refuse what a full disk would.
    [Fact]
    public async Task Disk_TakesNoMore_LosesNothingAndWorksAgainOnceItDoes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Mounts a small file system, or takes rights away, as Linux does.");
        if (Environment.IsPrivilegedProcess)
        {
            await using SmallDisk disk = await SmallDisk.MountAsync();
            await using var bench = new StoreBench(disk.Root);
            await FillAsync(bench);
        }
        else
        {
            await using var bench = new StoreBench();
            await RefuseAsync(bench);
        }
    }

    [Theory]
    [InlineData((int)FileFailure.NoSpace)]
    [InlineData((int)FileFailure.Denied)]
    public async Task Write_AnyFileCallFails_IsToldAndLeavesTheStoreWhole(int kind)
    {
        var failure = (FileFailure)kind;
        int calls = await TryAsync(0, failure);
        Assert.True(calls > 4);
        for (int failAt = 1; failAt <= calls; failAt++)
        {
            await TryAsync(failAt, failure);
        }
    }

    private static async Task FillAsync(StoreBench bench)
    {
        IMemorySpace space = await bench.OpenAsync();
        string ballast = bench.Put("../../ballast", new string('x', 600_000));
        List<Written> written = [];
        StoreWriteException failure = await WriteUntilRefusedAsync(space, written);

        Assert.Contains("space", failure.Message, StringComparison.Ordinal);
        Assert.True(written.Count > 5, $"{written.Count} fitted");
        Assert.Equal(written.Count, Directory.GetFiles(bench.PathOf("")).Length);
        await space.DeleteAsync(written[0].Id, permanent: true, cancellationToken: Cancel);
        await space.DeleteAsync(written[1].Id, permanent: true, cancellationToken: Cancel);
        await space.DeleteAsync(written[2].Id, permanent: true, cancellationToken: Cancel);
        written.RemoveRange(0, 3);
        Assert.Equal(written.Count, Directory.GetFiles(bench.PathOf("")).Length);

        File.Delete(ballast);
        await AssertWorksAgainAsync(space, written);
    }

    private static async Task RefuseAsync(StoreBench bench)
    {
        IMemorySpace space = await bench.OpenAsync();
        List<Written> written = [];
        for (int i = 0; i < 3; i++)
        {
            await WriteAsync(space, written);
        }

        await Shell.RunAsync("chmod", ["-R", "a-w", bench.Root], Cancel);
        try
        {
            StoreWriteException failure = await WriteUntilRefusedAsync(space, written);

            Assert.Contains("permission denied", failure.Message, StringComparison.Ordinal);
            Assert.Equal((3, 3), (written.Count, Directory.GetFiles(bench.PathOf("")).Length));
            await Assert.ThrowsAsync<StoreWriteException>(() => space.DeleteAsync(written[0].Id, cancellationToken: Cancel));
        }
        finally
        {
            await Shell.RunAsync("chmod", ["-R", "u+w", bench.Root], CancellationToken.None);
        }

        await AssertWorksAgainAsync(space, written);
    }

    private static async Task<StoreWriteException> WriteUntilRefusedAsync(IMemorySpace space, List<Written> written)
    {
        while (true)
        {
            try
            {
                await WriteAsync(space, written);
            }
            catch (StoreWriteException failure)
            {
                return failure;
            }
        }
    }

    private static async Task WriteAsync(IMemorySpace space, List<Written> written)
    {
        string content = $"text{written.Count} " + new string('x', 40_000);
        written.Add(new((await StoreBench.CreateAsync(space, $"Memory {written.Count}", content)).Filename, content));
    }

    private static async Task AssertWorksAgainAsync(IMemorySpace space, List<Written> written)
    {
        await StoreBench.CreateAsync(space, "After");
        foreach ((MemoryId id, string content) in written)
        {
            Assert.Equal(content, (await space.ReadAsync(new ReadRequest { Filename = id }, Cancel)).Content.TrimEnd('\n'));
        }

        Assert.Equal(written.Count + 1, (await StoreBench.TitlesAsync(space)).Length);
        await StoreBench.AssertHealthyAsync(space);
    }

    private static async Task<int> TryAsync(int failAt, FileFailure failure)
    {
        await using var bench = new StoreBench();
        bench.Put("a.md", StoreBench.Memory("Alpha", "apples"), "long_term");
        var operations = new FaultyFileOperations(PhysicalFileOperations.Instance) { FailAt = failAt, Failure = failure };
        var told = new List<string>();
        var kept = new HashSet<string> { "Alpha" };
        IMemorySpace? space = null;
        await AttemptAsync(async () => space = await bench.OpenAsync(operations: operations), told);
        space ??= await bench.OpenAsync(operations: operations);
        await AttemptAsync(
            async () =>
            {
                await StoreBench.CreateAsync(space, "Beta", "bananas");
                kept.Add("Beta");
            },
            told);
        await AttemptAsync(() => space.DeleteAsync(MemoryId.Parse("a"), cancellationToken: Cancel), told);
        await AttemptAsync(() => space.RestoreAsync(MemoryId.Parse("a"), cancellationToken: Cancel), told);

        await bench.CloseAsync();
        IMemorySpace after = await bench.OpenAsync();
        Assert.Superset(kept, (await StoreBench.TitlesAsync(after, archived: true)).ToHashSet());
        Assert.Equal(["Alpha"], await StoreBench.FindAsync(after, "apples"));
        await StoreBench.AssertHealthyAsync(after);
        return operations.Calls;
    }

    private static async Task AttemptAsync(Func<Task> work, List<string> told)
    {
        try
        {
            await work();
        }
        catch (WhiteMagicException failure)
        {
            told.Add(failure.Message);
        }
    }

    private sealed record Written(MemoryId Id, string Content);
}

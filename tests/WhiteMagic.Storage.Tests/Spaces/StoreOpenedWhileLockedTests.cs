using WhiteMagic.Memories;
using WhiteMagic.Spaces;
using WhiteMagic.Storage.Files;

using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Spaces;

public sealed class StoreOpenedWhileLockedTests
{
    [Fact]
    public async Task Open_WhileAnotherWrites_IsNotReadOnly()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        using var other = new ProcessLock(Path.Combine(folder.Root, ".whitemagic", "write.lock"), TimeProvider.System);
        var held = await other.AcquireAsync(TimeSpan.FromSeconds(30), cancellation);
        await using var store = new MemoryStore(new MemoryStoreOptions { BaseFolder = folder.Root });
        var space = await store.OpenAsync(SpaceName.Default, cancellation);
        held.Dispose();
        _ = await space.CreateAsync(new MemoryDraft { Title = "Written", Content = "later" }, cancellation);
        Assert.Single(Directory.GetFiles(Path.Combine(folder.Root, "memory", "short_term")));
    }
}

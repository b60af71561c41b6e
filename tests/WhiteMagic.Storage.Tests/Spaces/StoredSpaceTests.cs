using WhiteMagic.Spaces;
using WhiteMagic.Testing;
using WhiteMagic.Testing.Conformance;

namespace WhiteMagic.Storage.Tests.Spaces;

public sealed class StoredSpaceTests : MemorySpaceConformance, IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private MemoryStore? _store;

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        _folder.Dispose();
    }

    protected override ValueTask<IMemorySpace> OpenAsync(TimeProvider time)
    {
        _store = new MemoryStore(new MemoryStoreOptions
        {
            BaseFolder = _folder.Root,
            Durability = Durability.Normal,
            Spaces = new SpaceOptions { Time = time },
        });
        return _store.OpenAsync(SpaceName.Default, TestContext.Current.CancellationToken);
    }
}

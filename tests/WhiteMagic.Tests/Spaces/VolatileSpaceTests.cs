using WhiteMagic.Spaces;
using WhiteMagic.Testing.Conformance;

namespace WhiteMagic.Tests.Spaces;

public sealed class VolatileSpaceTests : MemorySpaceConformance, IAsyncDisposable
{
    private VolatileMemorySpaces? _spaces;

    public async ValueTask DisposeAsync()
    {
        if (_spaces is not null)
        {
            await _spaces.DisposeAsync();
        }
    }

    protected override ValueTask<IMemorySpace> OpenAsync(TimeProvider time)
    {
        _spaces = new VolatileMemorySpaces(new SpaceOptions { Time = time });
        return _spaces.OpenAsync(SpaceName.Default, TestContext.Current.CancellationToken);
    }
}

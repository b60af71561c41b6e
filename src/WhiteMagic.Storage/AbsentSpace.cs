using WhiteMagic.Diagnostics;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Spaces;

namespace WhiteMagic.Storage;

/// <summary>A space with no folders yet: it is empty until anyone makes it, and the first memory or metric does.</summary>
/// <remarks>Only these two can change a space that holds nothing, so whatever else is asked leaves no trace.</remarks>
internal sealed class AbsentSpace : ForwardingSpace
{
    private readonly Lock _gate = new();
    private readonly SpaceFolders _folders;
    private readonly Func<MemorySpace> _make;
    private readonly MemorySpace _nothing;
    private MemorySpace? _made;
    private bool _disposed;

    public AbsentSpace(SpaceName name, SpaceFolders folders, Func<MemorySpace> make, SpaceOptions options)
    {
        Name = name;
        _folders = folders;
        _make = make;
        _nothing = new MemorySpace(name, new VolatileMemoryRecords(), new VolatileMemoryIndex(), new VolatileMetricLog(), options);
    }

    public override SpaceName Name { get; }

    // Looked at anew each time: another program may have made it since.
    protected override IMemorySpace Target => Volatile.Read(ref _made) ?? (_folders.Exist ? Made : _nothing);

    private MemorySpace Made
    {
        get
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                return _made ??= _make();
            }
        }
    }

    public override async Task<MemoryReceipt> CreateAsync(MemoryDraft draft, CancellationToken cancellationToken = default) =>
        await Made.CreateAsync(draft, cancellationToken).ConfigureAwait(false);

    public override async Task<MetricReceipt> TrackMetricAsync(MetricSample sample, CancellationToken cancellationToken = default) =>
        await Made.TrackMetricAsync(sample, cancellationToken).ConfigureAwait(false);

    public override async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        await _nothing.DisposeAsync().ConfigureAwait(false);
        if (_made is not null)
        {
            await _made.DisposeAsync().ConfigureAwait(false);
        }
    }
}

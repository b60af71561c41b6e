using System.Collections.Concurrent;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>The directories of one index's segments, shared by its connections.</summary>
internal sealed class SegmentCache
{
    private const int SpareEntries = 64;

    private readonly ConcurrentDictionary<long, SegmentDirectory> _segments = new();

    public SegmentDirectory? Find(long id) => _segments.GetValueOrDefault(id);

    public void Keep(SegmentDirectory segment) => _segments[segment.Info.Id] = segment;

    /// <summary>Lets go of segments that are no longer listed; whoever still reads them reads their directories anew.</summary>
    public void Trim(IReadOnlyList<SegmentDirectory> listed)
    {
        if (_segments.Count > listed.Count + SpareEntries)
        {
            HashSet<long> ids = [.. listed.Select(static segment => segment.Info.Id)];
            foreach (long id in _segments.Keys.Where(id => !ids.Contains(id)))
            {
                _segments.TryRemove(id, out _);
            }
        }
    }
}

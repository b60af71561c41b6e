using WhiteMagic.Consolidation;
using WhiteMagic.Diagnostics;
using WhiteMagic.Search;
using WhiteMagic.Spaces;

namespace WhiteMagic.Hosts.Tests.Mcp;

/// <summary>Passes every operation on to a space, after what a test wants to happen first.</summary>
internal sealed class HookedSpace(IMemorySpace space, SpaceHooks hooks) : ForwardingSpace
{
    public override SpaceName Name => space.Name;

    protected override IMemorySpace Target => space;

    public override async Task<SearchResult> SearchAsync(MemoryQuery query, CancellationToken cancellationToken = default)
    {
        await (hooks.OnSearch?.Invoke(cancellationToken) ?? Task.CompletedTask);
        return await space.SearchAsync(query, cancellationToken);
    }

    public override async Task<ConsolidationReport> ConsolidateAsync(
        ConsolidationRequest request, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (hooks.OnConsolidate is { } hook)
        {
            await hook(progress, cancellationToken);
            progress = null;
        }

        return await space.ConsolidateAsync(request, progress, cancellationToken);
    }

    public override ValueTask DisposeAsync() => space.DisposeAsync();
}

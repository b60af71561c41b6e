using WhiteMagic.Consolidation;
using WhiteMagic.Context;
using WhiteMagic.Diagnostics;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Spaces;

namespace WhiteMagic.Hosts.Tests.Cli;

/// <summary>A real space held in memory that keeps what it was asked, for tests of what verbs send.</summary>
internal sealed class NotebookSpace(IMemorySpace space) : ForwardingSpace
{
    public override SpaceName Name => space.Name;

    /// <summary>The memories as they were after the last command that could change them, by creation.</summary>
    public IReadOnlyList<MemoryEntry> Entries { get; private set; } = [];

    /// <summary>What a check answers in place of the truth.</summary>
    public HealthReport? Health { get; set; }

    public ConsolidationRequest? Consolidated { get; private set; }

    public ContextRequest? ContextAsked { get; private set; }

    public MemoryQuery? Searched { get; private set; }

    protected override IMemorySpace Target => space;

    public override Task<SearchResult> SearchAsync(MemoryQuery query, CancellationToken cancellationToken = default)
    {
        Searched = query;
        return space.SearchAsync(query, cancellationToken);
    }

    public override Task<ContextPackage> GetContextAsync(ContextRequest request, CancellationToken cancellationToken = default)
    {
        ContextAsked = request;
        return space.GetContextAsync(request, cancellationToken);
    }

    public override Task<ConsolidationReport> ConsolidateAsync(
        ConsolidationRequest request, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Consolidated = request;
        return space.ConsolidateAsync(request, progress, cancellationToken);
    }

    public override Task<HealthReport> CheckAsync(CancellationToken cancellationToken = default) =>
        Health is null ? space.CheckAsync(cancellationToken) : Task.FromResult(Health);

    /// <summary>Takes the entries down as they are now.</summary>
    public async Task NoteAsync()
    {
        var entries = new List<MemoryEntry>();
        await foreach (MemoryEntry entry in space.ExportAsync(includeArchived: true, CancellationToken.None))
        {
            entries.Add(entry);
        }

        Entries = entries;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

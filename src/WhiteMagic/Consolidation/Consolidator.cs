using WhiteMagic.Diagnostics;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Search;

namespace WhiteMagic.Consolidation;

/// <summary>Turns old short-term memories into long-term knowledge; nothing is lost, sources go to the archive.</summary>
internal sealed class Consolidator(MemoryCatalog catalog, TimeProvider time)
{
    private const int MaxAgeDays = 36_500;

    public async Task<ConsolidationReport> ConsolidateAsync(
        ConsolidationRequest request, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        TextRules.Within(request.MinAgeDays, 0, MaxAgeDays, "min_age_days");
        IReadOnlyList<string> promoteTags = request.AutoPromoteTags is { } given
            ? TagList.Check(given, "auto_promote_tags")
            : ConsolidationRequest.DefaultPromoteTags;
        DateTimeOffset now = time.GetWholeMilliseconds();
        await catalog.RefreshAsync(cancellationToken).ConfigureAwait(false);
        if (request.DryRun)
        {
            ConsolidationPlan preview = await PlanAsync(request, promoteTags, now, progress, cancellationToken).ConfigureAwait(false);
            return Report(preview, dryRun: true, []);
        }

        return await catalog.WriteAsync(
            async write =>
            {
                ConsolidationPlan plan =
                    await PlanAsync(request, promoteTags, now, progress, cancellationToken).ConfigureAwait(false);
                return await CarryOutAsync(plan, write, now, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ConsolidationReport> CarryOutAsync(
        ConsolidationPlan plan, CatalogWrite write, DateTimeOffset now, CancellationToken cancellationToken)
    {
        (List<RecordChange> changes, List<MemoryId> created) = Changes(plan, write, now);
        if (changes.Count > 0)
        {
            await write.CommitAsync(changes, cancellationToken).ConfigureAwait(false);
        }

        return Report(plan, dryRun: false, created);
    }

    private async Task<ConsolidationPlan> PlanAsync(
        ConsolidationRequest request,
        IReadOnlyList<string> promoteTags,
        DateTimeOffset now,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        DateTimeOffset limit = now.AddDays(-request.MinAgeDays);
        var filter = new IndexFilter { Kind = MemoryKind.ShortTerm };
        IReadOnlyList<IndexedMemory> active = catalog.Index.List(filter, MemorySort.Created, int.MaxValue).Memories;
        IndexedMemory[] old = [.. active.Where(memory => memory.Updated <= limit)];
        var candidates = new List<MemoryEntry>(old.Length);
        foreach (IndexedMemory memory in old)
        {
            // Read afresh: what is merged is what the files say now.
            if (await catalog.Records.ReadAsync(memory.Key, cancellationToken).ConfigureAwait(false) is { } entry && entry.Updated <= limit)
            {
                candidates.Add(entry);
            }

            progress?.Report(new WorkProgress(candidates.Count, old.Length, "reading"));
        }

        return ConsolidationPlanner.Plan(candidates, promoteTags, now);
    }

    private static (List<RecordChange> Changes, List<MemoryId> Created) Changes(
        ConsolidationPlan plan, CatalogWrite write, DateTimeOffset now)
    {
        var changes = new List<RecordChange>();
        var created = new List<MemoryId>();
        var taken = new HashSet<MemoryId>();
        foreach (ConsolidationGroup group in plan.Groups)
        {
            MemoryId id = write.FreeName(now, group.Title, taken);
            taken.Add(id);
            created.Add(id);
            changes.Add(new RecordChange.Create(new RecordKey(MemoryFolder.LongTerm, id), Draft(group, now)));
            changes.AddRange(group.Sources.Select(static source => new RecordChange.Move(source.Key, MemoryFolder.Archive)));
        }

        changes.AddRange(plan.Promoted.Select(static entry => new RecordChange.Move(entry.Key, MemoryFolder.LongTerm)));
        return (changes, created);
    }

    private static RecordDraft Draft(ConsolidationGroup group, DateTimeOffset now) => new()
    {
        Title = group.Title,
        Tags = group.Tags,
        Created = now,
        Updated = now,
        Content = ConsolidatedText.Write(group),
        Relations = [.. group.Sources.Select(static source => new Relation
        {
            Target = source.Id.Value,
            Type = RelationKind.ConsolidatedFrom,
        })],
    };

    private static ConsolidationReport Report(ConsolidationPlan plan, bool dryRun, List<MemoryId> created) => new()
    {
        DryRun = dryRun,
        Candidates = plan.Candidates,
        Promoted = [.. plan.Promoted.Select(static entry => entry.Id)],
        Archived = [.. plan.Groups.SelectMany(static group => group.Sources).Select(static source => source.Id)],
        Consolidated = [.. plan.Groups.Select((group, i) => new ConsolidatedMemory
        {
            Filename = dryRun ? null : created[i],
            Title = group.Title,
            Tags = group.Tags,
            Sources = [.. group.Sources.Select(static source => source.Id)],
        })],
        Skipped = plan.Skipped,
    };
}

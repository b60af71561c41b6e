using WhiteMagic.Diagnostics;
using WhiteMagic.Execution;
using WhiteMagic.Execution.Workers;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Cli.Import;

/// <summary>Creates memories out of items, goes on after one fails, and skips what was imported before.</summary>
/// <param name="space">Where to.</param>
/// <param name="dryRun">Whether nothing is created.</param>
/// <param name="workers">How many are created at once: each waits for the disk, and the store flushes together what comes together.</param>
internal sealed class Importer(IMemorySpace space, bool dryRun, int workers)
{
    private readonly Dictionary<string, MemoryId> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MemoryId> _byFormerId = new(StringComparer.Ordinal);

    public async Task<ImportReport> RunAsync(
        IReadOnlyList<ImportItem> items, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        await FindEarlierAsync(cancellationToken).ConfigureAwait(false);
        var outcomes = new ImportOutcome?[items.Count];
        List<int> fresh = Sort(items, outcomes);
        if (!dryRun)
        {
            await CreateAsync(items, fresh, outcomes, progress, cancellationToken).ConfigureAwait(false);
            await RelateAsync(items, fresh, outcomes, cancellationToken).ConfigureAwait(false);
        }

        return new ImportReport { DryRun = dryRun, Results = [.. outcomes.Select((outcome, i) => outcome ?? Imported(items[i], i, null))] };
    }

    private async Task FindEarlierAsync(CancellationToken cancellationToken)
    {
        await foreach (MemoryEntry entry in space.ExportAsync(includeArchived: true, cancellationToken).ConfigureAwait(false))
        {
            if (entry.IdempotencyKey?.StartsWith(ImportKey.Prefix, StringComparison.Ordinal) == true)
            {
                _known[entry.IdempotencyKey] = entry.Id;
            }
        }
    }

    // What a dry run says and what a real run does is decided here, once for both.
    private List<int> Sort(IReadOnlyList<ImportItem> items, ImportOutcome?[] outcomes)
    {
        var fresh = new List<int>();
        for (int i = 0; i < items.Count; i++)
        {
            if (items[i].Draft is not { } draft || Fault(draft) is { })
            {
                outcomes[i] = Failed(items[i], i, items[i].Error ?? Fault(items[i].Draft!)!);
            }
            else if (_known.TryGetValue(draft.IdempotencyKey!, out MemoryId present))
            {
                outcomes[i] = new ImportOutcome { Index = i, Source = items[i].Source, Outcome = ImportReport.Unchanged, Filename = Name(present) };
                Remember(items[i], present);
            }
            else
            {
                _known[draft.IdempotencyKey!] = default;
                fresh.Add(i);
            }
        }

        return fresh;
    }

    private static string? Fault(MemoryDraft draft)
    {
        try
        {
            TextRules.Title(draft.Title);
            TextRules.Content(draft.Content);
            TagList.Check(draft.Tags, "tags");
            return null;
        }
        catch (InvalidInputException error)
        {
            return error.Message;
        }
    }

    private async Task CreateAsync(
        IReadOnlyList<ImportItem> items, List<int> fresh, ImportOutcome?[] outcomes,
        IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        int done = 0;
        var pool = new WorkerPool(new WorkerPoolOptions { Name = "import", Limit = workers, UsesOwnThreads = true });
        await using (pool.ConfigureAwait(false))
        {
            IReadOnlyList<ItemOutcome<ImportOutcome>> created = await pool.RunBatchAsync(
                fresh,
                async (i, token) =>
                {
                    ImportOutcome outcome = await CreateAsync(items[i], i, token).ConfigureAwait(false);
                    progress?.Report(new WorkProgress(Interlocked.Increment(ref done), fresh.Count, "importing"));
                    return outcome;
                },
                cancellationToken).ConfigureAwait(false);
            foreach (ItemOutcome<ImportOutcome> outcome in created)
            {
                outcomes[fresh[(int)outcome.Position]] = outcome.GetValue();
            }
        }
    }

    private async Task<ImportOutcome> CreateAsync(ImportItem item, int index, CancellationToken cancellationToken)
    {
        try
        {
            MemoryReceipt receipt = await space.CreateAsync(InMilliseconds(item.Draft!), cancellationToken).ConfigureAwait(false);
            if (item.Archived)
            {
                await space.DeleteAsync(receipt.Filename, permanent: false, cancellationToken).ConfigureAwait(false);
            }

            lock (_byFormerId)
            {
                Remember(item, receipt.Filename);
            }

            return Imported(item, index, receipt.Filename.Value);
        }
        catch (WhiteMagicException error)
        {
            return Failed(item, index, error.Message);
        }
    }

    // The store's own times are whole milliseconds, so that they read back equal.
    private static MemoryDraft InMilliseconds(MemoryDraft draft) => draft with { Created = Cut(draft.Created), Updated = Cut(draft.Updated) };

    private static DateTimeOffset? Cut(DateTimeOffset? moment) => moment?.AddTicks(-(moment.Value.Ticks % TimeSpan.TicksPerMillisecond));

    private async Task RelateAsync(
        IReadOnlyList<ImportItem> items, List<int> fresh, ImportOutcome?[] outcomes, CancellationToken cancellationToken)
    {
        foreach (int i in fresh)
        {
            foreach (TransferRelation relation in outcomes[i] is { Ok: true } ? items[i].Relations : [])
            {
                string? fault = await RelateAsync(MemoryId.Parse(outcomes[i]!.Filename), relation, cancellationToken).ConfigureAwait(false);
                outcomes[i] = fault is null ? outcomes[i] : outcomes[i]! with { Outcome = ImportReport.Failed, Error = fault };
            }
        }
    }

    private async Task<string?> RelateAsync(MemoryId source, TransferRelation relation, CancellationToken cancellationToken)
    {
        try
        {
            MemoryId target = _byFormerId.TryGetValue(relation.Target, out MemoryId moved) ? moved : MemoryId.Parse(relation.Target, "target");
            var draft = new RelationDraft { Source = source, Target = target, Relation = relation.Type, Description = relation.Description };
            await space.RelateAsync(draft, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (WhiteMagicException error)
        {
            return $"was imported, but not its link to {relation.Target}: {error.Message}";
        }
    }

    private void Remember(ImportItem item, MemoryId id)
    {
        if (item.FormerId is { } former)
        {
            _byFormerId[former] = id;
        }
    }

    private static string? Name(MemoryId id) => id.Value.Length > 0 ? id.Value : null;

    private static ImportOutcome Imported(ImportItem item, int index, string? filename) =>
        new() { Index = index, Source = item.Source, Outcome = ImportReport.Imported, Filename = filename, Warning = item.Warning };

    private static ImportOutcome Failed(ImportItem item, int index, string error) =>
        new() { Index = index, Source = item.Source, Outcome = ImportReport.Failed, Error = error };
}

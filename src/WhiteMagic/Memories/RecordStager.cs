using WhiteMagic.Search;

namespace WhiteMagic.Memories;

/// <summary>Makes new records durable aside and analyses them meanwhile, so many at once, first come first served.</summary>
internal sealed class RecordStager(MemoryCatalog catalog) : IDisposable
{
    // Enough to keep disk and processors busy; with all of them at once, each would take as long as the slowest.
    private readonly SemaphoreSlim _places = new(4 * Environment.ProcessorCount);

    /// <summary>Stages a record that is to lie at a key if that is free.</summary>
    public async Task<PendingRecord> StageAsync(RecordKey key, RecordDraft draft, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            IRecordTurn turn = await catalog.Records.EnterAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await StageAsync(turn, key, draft, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                turn.Dispose();
                throw;
            }
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<PendingRecord> StageAsync(IRecordTurn turn, RecordKey key, RecordDraft draft, CancellationToken cancellationToken)
    {
        var analysis = new WorkAhead<IAnalyzedEntry>(() => ValueTask.FromResult(catalog.Index.Analyze(draft.ToEntry(key))));
        if (!turn.Waited)
        {
            // While all processors are busy nobody would do it sooner.
            analysis.Offer(catalog.Workers.Cpu);
        }

        IStagedRecord staged = await catalog.Records.StageAsync(key, draft, cancellationToken).ConfigureAwait(false);
        try
        {
            IAnalyzedEntry analyzed = await analysis.GetAsync().ConfigureAwait(false);

            // Nothing is left to be done about its text while others wait for the writer.
            return new PendingRecord(
                turn, staged, IsSame(analyzed.Entry, staged.Entry) ? analyzed.ReuseFor(staged.Entry) : catalog.Index.Analyze(staged.Entry));
        }
        catch
        {
            staged.Dispose();
            throw;
        }
    }

    private static bool IsSame(MemoryEntry preview, MemoryEntry entry) =>
        preview.Title == entry.Title && preview.Kind == entry.Kind && preview.Content == entry.Content
            && preview.Tags.SequenceEqual(entry.Tags, StringComparer.Ordinal);
}

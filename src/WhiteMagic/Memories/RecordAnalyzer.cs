using System.Runtime.CompilerServices;
using WhiteMagic.Execution;
using WhiteMagic.Execution.Pipelines;
using WhiteMagic.Execution.Workers;
using WhiteMagic.Search;

namespace WhiteMagic.Memories;

/// <summary>Reads records and analyses them for the index, many at a time.</summary>
internal sealed class RecordAnalyzer(IMemoryRecords records, IMemoryIndex index, WorkerPool workers)
{
    // Large enough that handing over costs nothing, small enough that little waits in memory.
    private const int BatchSize = 32;

    // The index takes them in bursts, in which the workers should not have to stop.
    private const int BatchesAhead = 4;

    /// <summary>Gives each record with its analysis, or without one if it is gone; file names begin with their time, and so the oldest comes first.</summary>
    public async IAsyncEnumerable<(RecordKey Key, IAnalyzedEntry? Entry)> AnalyzeAsync(
        IEnumerable<RecordKey> keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RecordKey[][] batches = [.. keys.OrderBy(static key => key.Id.Value, StringComparer.Ordinal).Chunk(BatchSize)];
        await foreach (List<(RecordKey, IAnalyzedEntry?)> batch in AnalyzeAsync(batches, cancellationToken).ConfigureAwait(false))
        {
            foreach ((RecordKey, IAnalyzedEntry?) analyzed in batch)
            {
                yield return analyzed;
            }
        }
    }

    private async IAsyncEnumerable<List<(RecordKey, IAnalyzedEntry?)>> AnalyzeAsync(
        RecordKey[][] batches, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (batches is [var only])
        {
            yield return await AnalyzeAsync(only, cancellationToken).ConfigureAwait(false);
            yield break;
        }

        int workersAtMost = workers.Limit;
        Pipeline<RecordKey[], List<(RecordKey, IAnalyzedEntry?)>> pipeline = Pipeline.Start<RecordKey[]>().AddStage(
            "analyze",
            (batch, token) => new ValueTask<List<(RecordKey, IAnalyzedEntry?)>>(workers.RunAsync(token => AnalyzeAsync(batch, token), token)),
            workersAtMost);
        var options = new PipelineOptions { BufferSize = BatchesAhead * workersAtMost, ChunkSize = 1 };
        IAsyncEnumerable<ItemOutcome<List<(RecordKey, IAnalyzedEntry?)>>> outcomes = pipeline.Run(batches, options, cancellationToken);
        await foreach (ItemOutcome<List<(RecordKey, IAnalyzedEntry?)>> outcome in outcomes.ConfigureAwait(false))
        {
            yield return outcome.GetValue();
        }
    }

    private async Task<List<(RecordKey, IAnalyzedEntry?)>> AnalyzeAsync(RecordKey[] batch, CancellationToken cancellationToken)
    {
        var analyzed = new List<(RecordKey, IAnalyzedEntry?)>(batch.Length);
        foreach (RecordKey key in batch)
        {
            MemoryEntry? entry = await records.ReadAsync(key, cancellationToken).ConfigureAwait(false);
            analyzed.Add((key, entry is null ? null : index.Analyze(entry)));
        }

        return analyzed;
    }
}

using System.Diagnostics;
using WhiteMagic.Execution.Files;

namespace WhiteMagic.Execution.Diagnostics;

/// <summary>Tells listeners of batches of files by their numbers; paths are never told.</summary>
internal static class FileTelemetry
{
    /// <summary>Begins the span of a batch; null when nobody listens.</summary>
    public static Activity? Start(int files)
    {
        if (!Instruments.Source.HasListeners())
        {
            return null;
        }

        try
        {
            return Instruments.Source.StartActivity("file batch")?.SetTag("whitemagic.file.count", files);
        }
        catch (Exception)
        {
            // A listener's failure is no failure of the batch.
            return null;
        }
    }

    public static void Finish(Activity? span, FileBatch batch)
    {
        if (span is null && !Instruments.FileReads.Enabled && !Instruments.FileBytes.Enabled)
        {
            return;
        }

        try
        {
            Tell(span, batch);
        }
        catch (Exception)
        {
            // A listener's failure is no failure of the batch.
        }
    }

    private static void Tell(Activity? span, FileBatch batch)
    {
        long bytes = batch.Sum(static file => (long)file.Value.Bytes.Length);
        foreach (IGrouping<OutcomeStatus, ItemOutcome<FileContent>> files in batch.GroupBy(static file => file.Status))
        {
            string outcome = files.Key.ToString().ToLowerInvariant();
            span?.SetTag($"whitemagic.file.{outcome}", files.Count());
            Instruments.FileReads.Add(files.Count(), new KeyValuePair<string, object?>("whitemagic.outcome", outcome));
        }

        Instruments.FileBytes.Add(bytes);
        span?.SetTag("whitemagic.file.bytes", bytes);
        span?.Stop();
    }
}

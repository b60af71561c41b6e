using System.Diagnostics;
using WhiteMagic.Execution.Files.Searching;

namespace WhiteMagic.Execution.Diagnostics;

/// <summary>Tells listeners of searches of files by their numbers; paths and what is looked for are never told.</summary>
internal static class SearchTelemetry
{
    /// <summary>Begins the span of a search; null when nobody listens.</summary>
    public static Activity? Start()
    {
        if (!Instruments.Source.HasListeners())
        {
            return null;
        }

        Activity? before = Activity.Current;
        try
        {
            return Instruments.Source.StartActivity("file search");
        }
        catch (Exception)
        {
            // A listener's failure is no failure of the search.
            return null;
        }
        finally
        {
            // What the caller does between two files is no part of the search.
            Activity.Current = before;
        }
    }

    /// <summary>Ends the span.</summary>
    /// <param name="span">The span, if there is one.</param>
    /// <param name="counts">What was done.</param>
    /// <param name="isComplete">Whether all was given; else somebody left, or it failed.</param>
    public static void Finish(Activity? span, FileSearchStatistics counts, bool isComplete)
    {
        if (span is null && !Instruments.FileSearches.Enabled && !Instruments.FileSearchBytes.Enabled)
        {
            return;
        }

        Activity? before = Activity.Current;
        try
        {
            Tell(span, counts, counts.IsCut ? "cut" : isComplete ? "complete" : "left");
        }
        catch (Exception)
        {
            // A listener's failure is no failure of the search.
        }
        finally
        {
            Activity.Current = before;
        }
    }

    private static void Tell(Activity? span, FileSearchStatistics counts, string end)
    {
        Add(counts.Files, "succeeded");
        Add(counts.Failed, "failed");
        Instruments.FileSearchBytes.Add(counts.Bytes);
        span?.SetTag("whitemagic.search.files", counts.Files)
            .SetTag("whitemagic.search.bytes", counts.Bytes)
            .SetTag("whitemagic.search.skipped", counts.Skipped)
            .SetTag("whitemagic.search.failed", counts.Failed)
            .SetTag("whitemagic.search.workers", counts.Workers)
            .SetTag("whitemagic.search.end", end)
            .Stop();
    }

    private static void Add(long files, string outcome)
    {
        if (files > 0)
        {
            Instruments.FileSearches.Add(files, new KeyValuePair<string, object?>("whitemagic.outcome", outcome));
        }
    }
}

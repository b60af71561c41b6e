using System.Globalization;
using WhiteMagic.Cli.Output;
using WhiteMagic.Diagnostics;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm stats</c>.</summary>
internal static class StatsVerb
{
    public static Verb Create() => new("stats", "Count what the space holds")
    {
        Group = VerbGroup.Care,
        Examples = [("wm stats", "memories, tags, links and size")],
        Handler = async (invocation, cancellationToken) =>
        {
            SpaceStats stats = await invocation.InSpaceAsync(space => space.GetStatsAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            invocation.Output.Write(stats, WhiteMagicJson.Readable.SpaceStats, s => Show(invocation.Output, s));
            return ExitCodes.Done;
        },
    };

    private static void Show(Reporter output, SpaceStats stats)
    {
        var table = new TextTable("What", "Count") { Numbers = new HashSet<int> { 1 } };
        table.Add("space", stats.Space);
        table.Add("memories", Number(stats.TotalMemories));
        table.Add("  short-term", Number(stats.ShortTerm));
        table.Add("  long-term", Number(stats.LongTerm));
        table.Add("  archived", Number(stats.Archived));
        table.Add("tags", Number(stats.UniqueTags));
        table.Add("links", Number(stats.Relations));
        table.Add("unreadable files", Number(stats.Problems));
        table.Add("size", SizeText.Of(stats.Bytes));
        output.Table(table);
        if (stats.TopTags.Count > 0)
        {
            output.Line($"most used tags: {string.Join(", ", stats.TopTags.Select(tag => $"{tag.Tag} ({tag.Count})"))}");
        }
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm metrics</c>.</summary>
internal static class MetricsVerb
{
    public static Verb Create() => new("metrics", "Keep and summarise measured values")
    {
        Group = VerbGroup.Organise,
        Subcommands = { MetricsTrackVerb.Create(), MetricsSummaryVerb.Create(), MetricsExportVerb.Create() },
    };
}
